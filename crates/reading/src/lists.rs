//! Word lists in the form the recognisers use: one bit a word and list, and an index of phrases.

use std::ops::Range;
use std::sync::Arc;

use copydesk_facts::{Lexicon, ListEntry, VocabularyBuilder, WordId, fold_into};
use rustc_hash::FxHashMap;

use crate::closed;
use crate::token::tokenize;

macro_rules! lists {
    ($( $(#[$meta:meta])* $id:ident = $name:literal, )*) => {
        /// The word lists that the recognisers need from `rules/words`, and the closed classes of English.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        #[allow(missing_docs, reason = "each is documented where the list stands")]
        pub enum List { $( $(#[$meta])* $id, )* }

        /// All lists with their names.
        pub const LISTS: &[(&str, List)] = &[ $( ($name, List::$id), )* ];
    };
}

lists! {
    // Closed classes, from `closed.rs`.
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
    NumberWord = "number-word",
    Abbreviation = "abbreviation",
    Particle = "name-particle",
    ParticipleForm = "participle-form",
    FiniteForm = "finite-form",
    PastForm = "past-form",
    TimeWord = "time-word",
    ClauseAdverb = "clause-adverb",
    // From `rules/words`. A reader refuses to start without one of them.
    ReportingVerb = "reporting-verb",
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
    CasualtyNoun = "casualty-noun",
    HostageNoun = "hostage-noun",
    BodyNoun = "body-noun",
    TollNoun = "toll-noun",
    TollVerb = "toll-verb",
    PersonNoun = "person-noun",
    AnimalNoun = "animal-noun",
    HarmEvent = "harm-event",
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
    WayWord = "way-word",
    TransliteratedCountry = "transliterated-country",
    RoleNoun = "role-noun",
    RoleModifier = "role-modifier",
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
    Kinship = "kinship",
    ActVerb = "act-verb",
    ComeVerb = "come-verb",
    DepartStage = "depart-stage",
    ArriveStage = "arrive-stage",
    DeathStage = "death-stage",
    BurialStage = "burial-stage",
    BeginStage = "begin-stage",
    EndStage = "end-stage",
    AlarmStage = "alarm-stage",
    ArrestStep = "arrest-step",
    ChargeStep = "charge-step",
    TrialStep = "trial-step",
    VerdictStep = "verdict-step",
    SentenceStep = "sentence-step",
    SettlementNoun = "settlement-noun",
    SmallBody = "small-body",
    HedgeSign = "hedge-sign",
    HeadlineHedge = "headline-hedge",
    DoubtSign = "doubt-sign",
    NegationSign = "negation-sign",
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

/// Words of lists: 256 bits a word.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Bits([u64; 4]);

impl Bits {
    /// The lists of `lists` and no other.
    pub(crate) fn of(lists: &[List]) -> Self {
        lists
            .iter()
            .fold(Self::default(), |bits, &list| bits.with(list))
    }

    /// These and one list more.
    pub(crate) fn with(mut self, list: List) -> Self {
        self.set(list as usize);
        self
    }

    fn set(&mut self, bit: usize) {
        if let Some(slot) = self.0.get_mut(bit / 64) {
            *slot |= 1 << (bit % 64);
        }
    }

    fn get(self, bit: usize) -> bool {
        self.0
            .get(bit / 64)
            .is_some_and(|bits| bits >> (bit % 64) & 1 == 1)
    }

    /// True if the word is in the list.
    pub(crate) fn has(self, list: List) -> bool {
        self.get(list as usize)
    }

    /// True if the word is in one of the lists of `other`.
    pub(crate) fn any(self, other: Self) -> bool {
        self.0.iter().zip(other.0).any(|(a, b)| a & b != 0)
    }
}

/// An entry of several words, or one whose capitals matter.
#[derive(Clone, Debug)]
struct Phrase {
    first: WordId,
    list: List,
    /// Where its words stand in [`Lists::words`].
    words: Range<u32>,
    /// Its place in [`Lists::spelled`], if capitals matter: one spelling a word.
    exact: Option<u32>,
    entry: u32,
}

/// The compiled lists.
#[derive(Clone, Debug, Default)]
pub struct Lists {
    /// By word: the lists in which it stands alone.
    bits: Vec<Bits>,
    /// By word: the lists in which an entry begins with it.
    starts: Vec<Bits>,
    /// Ordered by first word, the longest of a word first, so that the first hit is the longest.
    phrases: Vec<Phrase>,
    /// By word: where its phrases begin; one more than there are words.
    heads: Vec<u32>,
    /// The words of all phrases.
    words: Vec<WordId>,
    /// The words of phrases whose capitals matter, as written; empty where a word has none.
    spelled: Vec<Box<str>>,
    entries: FxHashMap<(u8, WordId), u32>,
    /// The entries as written, for lists whose entries are told.
    texts: FxHashMap<(u8, u32), Arc<str>>,
    /// A buffer while lists are added.
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
        let mut lists = Self::default();
        for &(name, list) in LISTS {
            if let Some(words) = closed::words(list) {
                for (i, word) in words.iter().enumerate() {
                    let entry = ListEntry {
                        text: (*word).to_owned(),
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
                lists.add(list, i as u32, entry, vocabulary);
            }
        }
        lists.order();
        Ok(lists)
    }

    /// Brings the phrases into their order.
    fn order(&mut self) {
        self.phrases
            .sort_by_key(|phrase| (phrase.first, std::cmp::Reverse(phrase.words.len())));
        let mut heads = vec![0u32; self.starts.len() + 1];
        for phrase in &self.phrases {
            if let Some(count) = heads.get_mut(phrase.first.0 as usize + 1) {
                *count += 1;
            }
        }
        let mut sum = 0;
        for head in &mut heads {
            sum += *head;
            *head = sum;
        }
        self.heads = heads;
    }

    /// The phrases that begin with a word.
    fn beginning(&self, word: WordId) -> &[Phrase] {
        let at = word.0 as usize;
        match (self.heads.get(at), self.heads.get(at + 1)) {
            (Some(&from), Some(&to)) => self.phrases.get(from as usize..to as usize).unwrap_or(&[]),
            _ => &[],
        }
    }

    fn add(
        &mut self,
        list: List,
        entry: u32,
        item: &ListEntry,
        vocabulary: &mut VocabularyBuilder,
    ) {
        if TOLD.contains(&list) {
            self.texts
                .insert((list as u8, entry), Arc::from(item.text.as_str()));
        }
        if item.all_forms {
            for spelling in item.spellings() {
                self.add_spelling(list, entry, &spelling, vocabulary);
            }
        } else {
            self.add_spelling(list, entry, &item.text, vocabulary);
        }
    }

    fn add_spelling(
        &mut self,
        list: List,
        entry: u32,
        spelling: &str,
        vocabulary: &mut VocabularyBuilder,
    ) {
        let from = self.words.len();
        let mut folded = std::mem::take(&mut self.folded);
        tokenize(spelling, 0, |token| {
            fold_into(token.span.text(spelling), &mut folded);
            self.words.push(vocabulary.intern(&folded));
        });
        self.folded = folded;
        let Some(&first) = self.words.get(from) else {
            return;
        };
        set_bit(&mut self.starts, first, list as usize);
        let capitals = spelling.chars().any(char::is_uppercase);
        if self.words.len() == from + 1 && !capitals {
            self.words.truncate(from);
            set_bit(&mut self.bits, first, list as usize);
            self.entries.entry((list as u8, first)).or_insert(entry);
            return;
        }
        let exact = capitals.then_some(self.spelled.len() as u32);
        if capitals {
            tokenize(spelling, 0, |token| {
                let word = token.span.text(spelling);
                let matters = word.chars().any(char::is_uppercase);
                self.spelled
                    .push(if matters { word.into() } else { Box::default() });
            });
        }
        self.phrases.push(Phrase {
            first,
            list,
            words: from as u32..self.words.len() as u32,
            exact,
            entry,
        });
    }

    /// The entry at a place of a list as written there; only for lists whose entries are told.
    pub fn text(&self, list: List, place: u32) -> Option<Arc<str>> {
        self.texts.get(&(list as u8, place)).cloned()
    }

    /// True if the single word is in one of the lists, or begins a phrase of one.
    pub fn any(&self, word: WordId, lists: &[List]) -> bool {
        self.starts.get(word.0 as usize).is_some_and(|bits| {
            *bits != Bits::default() && lists.iter().any(|&list| bits.has(list))
        })
    }

    /// The lists in which the word stands alone, and those in which an entry begins with it.
    pub(crate) fn bits(&self, word: WordId) -> (Bits, Bits) {
        let at = word.0 as usize;
        (
            self.bits.get(at).copied().unwrap_or_default(),
            self.starts.get(at).copied().unwrap_or_default(),
        )
    }

    /// True if the single word (any capitals) is in the list.
    pub fn has(&self, word: WordId, list: List) -> bool {
        bit(&self.bits, word, list as usize)
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
        if !bit(&self.starts, first, list as usize) {
            return None;
        }
        for phrase in self.beginning(first) {
            if phrase.list != list {
                continue;
            }
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
        self.has(first, list).then(|| {
            (
                1,
                self.entries.get(&(list as u8, first)).copied().unwrap_or(0),
            )
        })
    }
}

fn set_bit(bits: &mut Vec<Bits>, word: WordId, bit: usize) {
    let index = word.0 as usize;
    if bits.len() <= index {
        bits.resize(index + 1, Bits::default());
    }
    if let Some(slot) = bits.get_mut(index) {
        slot.set(bit);
    }
}

fn bit(bits: &[Bits], word: WordId, bit: usize) -> bool {
    bits.get(word.0 as usize).is_some_and(|bits| bits.get(bit))
}
