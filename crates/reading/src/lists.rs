//! Word lists in the form the recognisers use: one bit a word and list, and an index of phrases.

use std::ops::Range;
use std::sync::Arc;

use copydesk_facts::{Lexicon, ListEntry, VocabularyBuilder, WordId, fold_into};
use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::closed;
use crate::token::tokenize;

macro_rules! lists {
    ($( $(#[$meta:meta])* $id:ident = $name:literal, )*) => {
        /// The word lists that the recognisers need from `rules/words`, and the closed classes of English.
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
        #[allow(missing_docs, reason = "each is documented where the list stands")]
        pub enum List { $( $(#[$meta])* $id, )* }

        /// All lists with their names.
        pub const LISTS: &[(&str, List)] = &[ $( ($name, List::$id), )* ];
    };
}

lists! {
    // Closed classes, from `closed/`.
    Pronoun = "pronoun",
    Determiner = "determiner",
    Preposition = "preposition",
    Conjunction = "conjunction",
    Subordinator = "subordinator",
    Auxiliary = "auxiliary",
    Modal = "modal",
    Opener = "opener",
    Month = "month",
    Weekday = "weekday",
    Compass = "compass",
    NumberWord = "number-word",
    Abbreviation = "abbreviation",
    Particle = "name-particle",
    ParticipleForm = "participle-form",
    FiniteForm = "finite-form",
    PastForm = "past-form",
    TimeWord = "time-word",
    ClauseAdverb = "clause-adverb",
    // Words without which a reader need not look.
    TakeSign = "take-sign",
    DeedSign = "deed-sign",
    TurnoutSign = "turnout-sign",
    AnniversarySign = "anniversary-sign",
    // From `rules/words`. A reader refuses to start without one of them.
    TrailingAbbreviation = "trailing-abbreviation",
    ReportingVerb = "reporting-verb",
    SpeechMedium = "speech-medium",
    PlainVerb = "plain-verb",
    ThinkingNoun = "thinking-noun",
    ReportingNoun = "reporting-noun",
    SilentVerb = "silent-verb",
    HoldingVerb = "holding-verb",
    IntendingVerb = "intending-verb",
    JudgingVerb = "topic-verb",
    VowingVerb = "vowing-verb",
    TellingVerb = "telling-verb",
    SpeakingVerb = "speaking-verb",
    ThinkingVerb = "thinking-verb",
    ShowingVerb = "showing-verb",
    SourcePhrase = "source-phrase",
    ReckoningNoun = "reckoning-noun",
    ArguingVerb = "arguing-verb",
    AskingVerb = "asking-verb",
    ClauseVerb = "clause-verb",
    QuestionVerb = "question-verb",
    SeemingVerb = "seeming-verb",
    ClaimNoun = "claim-noun",
    AnonymousNoun = "anonymous-noun",
    AnonymousOnly = "anonymous-only",
    InstitutionNoun = "institution-noun",
    PartyNoun = "party-noun",
    OutletNoun = "outlet-noun",
    PaperNoun = "paper-noun",
    SpokesNoun = "spokes-noun",
    PlainSourceWord = "plain-source-word",
    DesignatingVerb = "designating-verb",
    OutrightVerb = "outright-verb",
    DesignationLabel = "designation-label",
    WingWord = "wing-word",
    GroupPart = "group-part",
    ListingNoun = "listing-noun",
    DelistingVerb = "delisting-verb",
    GroupNoun = "group-noun",
    ForeignList = "foreign-list",
    GlobalList = "global-list",
    KillVerb = "kill-verb",
    WoundVerb = "wound-verb",
    ShootVerb = "shoot-verb",
    DieVerb = "die-verb",
    CaptureVerb = "capture-verb",
    AbductVerb = "abduct-verb",
    DisplaceVerb = "displace-verb",
    DeadWord = "dead-word",
    WoundedWord = "wounded-word",
    MissingWord = "missing-word",
    DeathNoun = "death-noun",
    InjuryNoun = "injury-noun",
    HurtNoun = "hurt-noun",
    HurtVerb = "hurt-verb",
    KillerNoun = "killer-noun",
    CasualtyNoun = "casualty-noun",
    HostageNoun = "hostage-noun",
    BodyNoun = "body-noun",
    TollNoun = "toll-noun",
    TollVerb = "toll-verb",
    PersonNoun = "person-noun",
    AnimalNoun = "animal-noun",
    HarmEvent = "harm-event",
    CrimeNoun = "offence-word",
    FictionWord = "fiction-word",
    ForceNoun = "force-noun",
    WeaponNoun = "weapon-noun",
    AttackNoun = "attack-noun",
    ArmsVerb = "arms-verb",
    AssaultVerb = "assault-verb",
    LaunchVerb = "launch-verb",
    MovementVerb = "movement-verb",
    IdiomObject = "idiom-object",
    TakingVerb = "taking-verb",
    KeepingVerb = "keeping-verb",
    GroundNoun = "ground-noun",
    PartWord = "part-word",
    BattleVerb = "battle-verb",
    BattleCue = "battle-cue",
    PartyVoice = "party-voice",
    HabitWord = "habit-word",
    PeacefulWord = "peaceful-word",
    GoingOnVerb = "going-on-verb",
    SuperlativeWord = "superlative-word",
    PollLead = "poll-lead-word",
    PollMargin = "poll-margin-name",
    GivenName = "given-name",
    Surname = "surname",
    CommonWord = "common-word",
    LoneName = "lone-name",
    RelationNoun = "whose-relation",
    BelongingNoun = "whose-belonging",
    WayWord = "way-word",
    TransliteratedCountry = "transliterated-country",
    RoleNoun = "role-noun",
    RoleModifier = "role-modifier",
    RoleShade = "role-shade",
    OrganisationHead = "organisation-head",
    CompareWord = "compare-word",
    PlaceHead = "place-head",
    EventHead = "event-head",
    NameVerb = "name-verb",
    PersonDeed = "person-deed",
    LabelWord = "label-word",
    GroupAction = "group-action",
    GroupPeople = "group-people",
    TruceWord = "truce-word",
    SurnameFirst = "surname-first",
    LoneOrganisation = "lone-organisation",
    FillerWord = "filler-word",
    ChangeWord = "change-word",
    BeginVerb = "begin-verb",
    FoundVerb = "found-verb",
    HoldVerb = "hold-verb",
    LastVerb = "last-verb",
    StateNoun = "state-noun",
    StintNoun = "stint-noun",
    GapNoun = "gap-noun",
    SetGoing = "set-going",
    ComeThrough = "come-through",
    CaseParticiple = "case-participle",
    PassStage = "pass-stage",
    SignStage = "sign-stage",
    ForceStage = "force-stage",
    SurveyStage = "survey-stage",
    PublishStage = "publish-stage",
    LodgeStage = "lodge-stage",
    DecidedStage = "decided-stage",
    Kinship = "kinship",
    ActVerb = "act-verb",
    ComeVerb = "come-verb",
    DepartStage = "depart-stage",
    ArriveStage = "arrive-stage",
    DeathStage = "death-stage",
    BurialStage = "burial-stage",
    FoundStage = "found-stage",
    OpenStage = "open-stage",
    CloseStage = "close-stage",
    SeenStage = "seen-stage",
    RecoveredStage = "recovered-stage",
    WedStage = "wed-stage",
    PartStage = "part-stage",
    FreedStage = "freed-stage",
    BeginStage = "begin-stage",
    EndStage = "end-stage",
    AlarmStage = "alarm-stage",
    ArrestStep = "arrest-step",
    ChargeStep = "charge-step",
    TrialStep = "trial-step",
    VerdictStep = "verdict-step",
    SentenceStep = "sentence-step",
    VerdictGiven = "court-convicted",
    SentenceGiven = "court-sentenced",
    SettlementNoun = "settlement-noun",
    SmallBody = "small-body",
    PrivateHead = "private-head",
    CheapThing = "cheap-thing",
    SmallWork = "small-work",
    HedgeSign = "hedge-sign",
    ForecastSign = "forecast-sign",
    HeadlineHedge = "headline-hedge",
    DoubtSign = "doubt-sign",
    NegationSign = "negation-sign",
    ImposedStage = "imposed-stage",
    LiftedStage = "lifted-stage",
    RelayStage = "relay-stage",
    TheftStage = "theft-stage",
    PollStage = "poll-stage",
    ResultStage = "result-stage",
    PactStage = "pact-stage",
    BreakStage = "break-stage",
    PostStage = "post-stage",
    RescueTold = "rescue-told",
    WreckTold = "wreck-told",
    ChallengeTold = "challenge-told",
    DecreedTold = "decreed-told",
    LivingAct = "living-act",
    FireTold = "fire-told",
    KillingTold = "killing-told",
    RobberyTold = "robbery-told",
    BlastTold = "blast-told",
    CrashTold = "crash-told",
    AttackTold = "attack-told",
    QuakeTold = "quake-told",
    FloodTold = "flood-told",
    StormTold = "storm-told",
    MatchTold = "match-told",
    BallotTold = "ballot-told",
    QuittingTold = "quitting-told",
    LandslideTold = "landslide-told",
    StillState = "still-state",
    WorkingVerb = "working-verb",
    DearThing = "dear-thing",
    LargeWork = "large-work",
    PrivatePayer = "private-payer",
    BoundBegin = "bound-begin",
    BoundEnd = "bound-end",
    BoundStrike = "bound-strike",
    BoundSiege = "bound-siege",
    BoundClosure = "bound-closure",
    BoundTrip = "bound-trip",
    BoundShow = "bound-show",
    BoundCourt = "bound-court",
    BoundWar = "bound-war",
    BoundHeld = "bound-held",
    BoundRule = "bound-rule",
}

/// Lists whose entries are told in a layer, as dictionary forms.
const TOLD: &[List] = &[
    List::ReportingVerb,
    List::SpeakingVerb,
    List::TellingVerb,
    List::VowingVerb,
    List::JudgingVerb,
    List::ShowingVerb,
    List::ThinkingVerb,
    List::IntendingVerb,
    List::HoldingVerb,
    List::SilentVerb,
];

/// The lists of `TOLD`.
const ARE_TOLD: Bits = Bits::of(TOLD);

/// Words of lists: 256 bits a word.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Bits([u64; 4]);

impl Bits {
    /// The lists of `lists` and no other.
    pub(crate) const fn of(lists: &[List]) -> Self {
        let (mut bits, mut rest) = (Self([0; 4]), lists);
        while let [list, others @ ..] = rest {
            bits = bits.with(*list);
            rest = others;
        }
        bits
    }

    /// These and one list more.
    pub(crate) const fn with(self, list: List) -> Self {
        let bit = 1 << (list as usize % 64);
        let [a, b, c, d] = self.0;
        Self(match list as usize / 64 {
            0 => [a | bit, b, c, d],
            1 => [a, b | bit, c, d],
            2 => [a, b, c | bit, d],
            _ => [a, b, c, d | bit],
        })
    }

    /// These and those of `other`.
    pub(crate) fn union(self, other: Self) -> Self {
        let mut both = self.0;
        for (own, more) in both.iter_mut().zip(other.0) {
            *own |= more;
        }
        Self(both)
    }

    fn set(&mut self, list: List) {
        *self = self.with(list);
    }

    /// True if the word is in the list.
    #[inline]
    pub(crate) fn has(self, list: List) -> bool {
        let [a, b, c, d] = self.0;
        let bits = match list as usize / 64 {
            0 => a,
            1 => b,
            2 => c,
            _ => d,
        };
        bits >> (list as usize % 64) & 1 == 1
    }

    /// True if the word is in one of the lists of `other`.
    #[inline]
    pub(crate) fn any(self, other: Self) -> bool {
        let shared = self.0.iter().zip(other.0);
        shared.fold(0, |bits, (own, more)| bits | own & more) != 0
    }
}

/// An entry of several words, or one whose capitals matter.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
struct Phrase {
    first: WordId,
    list: List,
    /// Where its words stand in [`Lists::words`].
    words: Range<u32>,
    /// Its place in [`Lists::spelled`], if capitals matter: one spelling a word.
    exact: Option<u32>,
    entry: u32,
}

impl Phrase {
    /// What it is looked up by.
    fn head(&self) -> (WordId, u8) {
        (self.first, self.list as u8)
    }
}

/// The lists of a word.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub(crate) struct Class {
    /// In which it stands alone.
    pub(crate) alone: Bits,
    /// In which an entry begins with it.
    pub(crate) starts: Bits,
    /// In which an entry of several words, or one whose capitals matter, begins with it.
    pub(crate) phrases: Bits,
}

/// The compiled lists.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Lists {
    /// By word: its class. Tens of thousands of words have a few hundred classes.
    of_word: Vec<u16>,
    /// The first is that of words in no list.
    classes: Vec<Class>,
    /// Ordered by first word and list, the longest first, so that the first hit is the longest.
    phrases: Vec<Phrase>,
    /// The words that phrases of a list begin with, in order, with the place of the first phrase of each.
    heads: Vec<((WordId, u8), u32)>,
    /// The words of all phrases.
    words: Vec<WordId>,
    /// The words of phrases whose capitals matter, as written; empty where a word has none.
    spelled: Vec<Box<str>>,
    /// The place of single words in lists whose entries are told.
    entries: FxHashMap<(u8, WordId), u32>,
    /// The entries as written, for lists whose entries are told.
    texts: FxHashMap<(u8, u32), Box<str>>,
}

/// Lists while they are compiled.
#[derive(Default)]
struct Compiler {
    lists: Lists,
    /// By word.
    of_word: Vec<Class>,
    /// A buffer.
    folded: String,
}

/// A list that the readers need and the lexicon lacks.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MissingList(pub String);

impl Lists {
    /// Compiles the lists that the readers need; every word is interned.
    ///
    /// # Errors
    /// The name of the first list that is missing.
    pub fn new(lexicon: &Lexicon, vocabulary: &mut VocabularyBuilder) -> Result<Self, MissingList> {
        let mut lists = Compiler::default();
        for &(name, list) in LISTS {
            if let Some(words) = closed::words(list) {
                for (i, word) in words.iter().enumerate() {
                    let entry = ListEntry {
                        text: *word,
                        all_forms: false,
                    };
                    lists.add(list, i as u32, &entry, vocabulary);
                }
                continue;
            }
            let Some(words) = lexicon.get(name) else {
                return Err(MissingList(name.to_owned()));
            };
            for (i, entry) in words.entries.iter().enumerate() {
                lists.add(list, i as u32, &entry, vocabulary);
            }
        }
        Ok(lists.done())
    }

    /// The phrases of a list that begin with a word.
    fn beginning(&self, word: WordId, list: List) -> &[Phrase] {
        let key = (word, list as u8);
        let Ok(at) = self.heads.binary_search_by_key(&key, |&(key, _)| key) else {
            return &[];
        };
        let place = |at: usize| self.heads.get(at).map(|&(_, place)| place as usize);
        let from = place(at).unwrap_or(self.phrases.len());
        let to = place(at + 1).unwrap_or(self.phrases.len());
        self.phrases.get(from..to).unwrap_or(&[])
    }

    /// The lists of a word; `None` for a word that no list has.
    #[inline]
    pub(crate) fn class(&self, word: WordId) -> Option<&Class> {
        let class = self.of_word.get(word.0 as usize)?;
        self.classes.get(usize::from(*class))
    }

    /// The entry at a place of a list as written there; only for lists whose entries are told.
    pub fn text(&self, list: List, place: u32) -> Option<Arc<str>> {
        self.texts
            .get(&(list as u8, place))
            .map(|text| Arc::from(&**text))
    }

    /// True if the single word is in one of the lists, or begins a phrase of one.
    pub fn any(&self, word: WordId, lists: &[List]) -> bool {
        self.class(word)
            .is_some_and(|class| lists.iter().any(|&list| class.starts.has(list)))
    }

    /// The lists in which the word stands alone, and those in which an entry begins with it.
    pub(crate) fn bits(&self, word: WordId) -> (Bits, Bits) {
        let class = self.class(word).copied().unwrap_or_default();
        (class.alone, class.starts)
    }

    /// True if the single word (any capitals) is in the list.
    pub fn has(&self, word: WordId, list: List) -> bool {
        self.class(word).is_some_and(|class| class.alone.has(list))
    }

    /// The longest entry of the list that begins at the first of `words`: its length in tokens and its place in
    /// the list. `exact(i, spelling)` tells whether token `i` is spelled so, for entries with capitals.
    pub fn longest(
        &self,
        list: List,
        words: impl Fn(usize) -> Option<WordId>,
        exact: impl Fn(usize, &str) -> bool,
    ) -> Option<(usize, u32)> {
        let first = words(0)?;
        let class = self.class(first)?;
        let phrases = if class.phrases.has(list) {
            self.beginning(first, list)
        } else if class.alone.has(list) {
            &[]
        } else {
            return None;
        };
        for phrase in phrases {
            let (from, to) = (phrase.words.start as usize, phrase.words.end as usize);
            let own = self.words.get(from..to).unwrap_or(&[]);
            if !own
                .iter()
                .enumerate()
                .all(|(i, &word)| words(i) == Some(word))
            {
                continue;
            }
            let spelled = phrase.exact.is_none_or(|at| {
                let at = at as usize;
                self.spelled
                    .get(at..at + own.len())
                    .unwrap_or(&[])
                    .iter()
                    .enumerate()
                    .all(|(i, word)| word.is_empty() || exact(i, word))
            });
            if spelled {
                return Some((own.len(), phrase.entry));
            }
        }
        class.alone.has(list).then(|| (1, self.place(list, first)))
    }

    /// The place of a single word in a list whose entries are told; 0 in any other.
    #[inline]
    fn place(&self, list: List, word: WordId) -> u32 {
        if !ARE_TOLD.has(list) {
            return 0;
        }
        let place = self.entries.get(&(list as u8, word));
        place.copied().unwrap_or(0)
    }
}

impl Compiler {
    fn mark(&mut self, word: WordId, mark: impl FnOnce(&mut Class)) {
        let at = word.0 as usize;
        if self.of_word.len() <= at {
            self.of_word.resize(at + 1, Class::default());
        }
        if let Some(class) = self.of_word.get_mut(at) {
            mark(class);
        }
    }

    fn add(
        &mut self,
        list: List,
        entry: u32,
        item: &ListEntry<&str>,
        vocabulary: &mut VocabularyBuilder,
    ) {
        if TOLD.contains(&list) {
            self.lists
                .texts
                .insert((list as u8, entry), item.text.into());
        }
        if item.all_forms {
            for spelling in item.spellings() {
                self.add_spelling(list, entry, &spelling, vocabulary);
            }
        } else {
            self.add_spelling(list, entry, item.text, vocabulary);
        }
    }

    fn add_spelling(
        &mut self,
        list: List,
        entry: u32,
        spelling: &str,
        vocabulary: &mut VocabularyBuilder,
    ) {
        let from = self.lists.words.len();
        let mut folded = std::mem::take(&mut self.folded);
        tokenize(spelling, 0, |token| {
            fold_into(token.span.text(spelling), &mut folded);
            self.lists.words.push(vocabulary.intern(&folded));
        });
        self.folded = folded;
        let Some(&first) = self.lists.words.get(from) else {
            return;
        };
        self.mark(first, |class| class.starts.set(list));
        let capitals = spelling.chars().any(char::is_uppercase);
        if self.lists.words.len() == from + 1 && !capitals {
            self.lists.words.truncate(from);
            self.mark(first, |class| class.alone.set(list));
            if TOLD.contains(&list) {
                let places = &mut self.lists.entries;
                places.entry((list as u8, first)).or_insert(entry);
            }
            return;
        }
        self.mark(first, |class| class.phrases.set(list));
        let exact = capitals.then_some(self.lists.spelled.len() as u32);
        if capitals {
            tokenize(spelling, 0, |token| {
                let word = token.span.text(spelling);
                let matters = word.chars().any(char::is_uppercase);
                self.lists
                    .spelled
                    .push(if matters { word.into() } else { Box::default() });
            });
        }
        self.lists.phrases.push(Phrase {
            first,
            list,
            words: from as u32..self.lists.words.len() as u32,
            exact,
            entry,
        });
    }

    /// Brings the phrases into their order and the words into their classes.
    fn done(self) -> Lists {
        let mut lists = self.lists;
        lists
            .phrases
            .sort_by_key(|phrase| (phrase.head(), std::cmp::Reverse(phrase.words.len())));
        for (place, phrase) in (0u32..).zip(&lists.phrases) {
            let head = phrase.head();
            if lists.heads.last().is_none_or(|&(last, _)| last != head) {
                lists.heads.push((head, place));
            }
        }
        let mut known: FxHashMap<Class, u16> = FxHashMap::default();
        for class in std::iter::once(Class::default()).chain(self.of_word) {
            let fresh = lists.classes.len() as u16;
            let class = *known.entry(class).or_insert_with(|| {
                lists.classes.push(class);
                fresh
            });
            lists.of_word.push(class);
        }
        // That of no word, put first so that it has the number 0.
        lists.of_word.remove(0);
        lists
    }
}
