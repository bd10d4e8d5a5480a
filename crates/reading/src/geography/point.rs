//! Points on the globe: distances and bearings.

/// A point in degrees.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Point {
    pub(crate) latitude: f64,
    pub(crate) longitude: f64,
}

impl Point {
    /// Kilometres along a great circle.
    pub(crate) fn kilometres(self, other: Self) -> f64 {
        let (a, b) = (self.latitude.to_radians(), other.latitude.to_radians());
        let across = (other.longitude - self.longitude).to_radians();
        let half = ((b - a) / 2.0).sin().powi(2) + a.cos() * b.cos() * (across / 2.0).sin().powi(2);
        2.0 * 6371.0 * half.sqrt().min(1.0).asin()
    }

    /// The direction in which `other` lies, in degrees from north, clockwise.
    pub(crate) fn bearing(self, other: Self) -> f64 {
        let (a, b) = (self.latitude.to_radians(), other.latitude.to_radians());
        let across = (other.longitude - self.longitude).to_radians();
        let y = across.sin() * b.cos();
        let x = a.cos() * b.sin() - a.sin() * b.cos() * across.cos();
        y.atan2(x).to_degrees().rem_euclid(360.0)
    }
}

/// The angle between two directions, 0 to 180 degrees.
pub(crate) fn between(a: f64, b: f64) -> f64 {
    let turn = (a - b).rem_euclid(360.0);
    turn.min(360.0 - turn)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn distance_and_bearing() {
        let aleppo = Point {
            latitude: 36.2,
            longitude: 37.13,
        };
        let hama = Point {
            latitude: 35.13,
            longitude: 36.76,
        };
        assert!((aleppo.kilometres(hama) - 123.6).abs() < 1.5);
        assert!(between(aleppo.bearing(hama), 180.0) < 20.0);
        assert!((between(350.0, 10.0) - 20.0).abs() < 1e-9);
    }
}
