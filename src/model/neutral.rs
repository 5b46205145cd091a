//! What members of a payload mean in the neutral event: declared by each provider, in one vocabulary.

use super::path::Path;

/// What one event is in the neutral vocabulary, and where its members go.
#[derive(Debug, Clone, Copy)]
pub struct Neutral<'m> {
    /// The event's name.
    pub event: &'m str,
    /// What happened, in the neutral vocabulary: `commission.created`. None where no kind says it.
    pub kind: Option<&'m str>,
    /// Which members mean what, each list below a path of its own.
    pub maps: &'m [(Path<'m>, &'m [Mapping<'m>])],
}

/// One member and its meaning. The path goes on from that of its list; `*` stands for every item of an array.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Mapping<'m> {
    /// The member.
    pub path: Path<'m>,
    /// What it means.
    pub slot: Slot<'m>,
}

/// A member and its meaning.
#[must_use]
pub const fn means<'m>(path: Path<'m>, slot: Slot<'m>) -> Mapping<'m> {
    Mapping { path, slot }
}

/// A place in the neutral event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Slot<'m> {
    /// The delivery's own id.
    EventId,
    /// The event's name: told by `source.event`.
    EventName,
    /// When it happened.
    OccurredAt,
    /// An object of pairs of old and new values, by member of the object at this path.
    Changes(&'m str),
    /// The former value of the sibling of this name.
    Former(&'m str),
    /// A coupon that was used.
    Coupon,
    /// The currency of the commission, three letters.
    Currency,
    /// What `then` says, where the text at this path of the payload is this word.
    When {
        /// The place of the text, from the payload's root.
        at: Path<'m>,
        /// The word, in whatever case.
        is: &'m str,
        /// What the member means then; no other condition.
        then: &'m Slot<'m>,
    },
    /// A member of a group.
    In(Group, &'static str, SlotKind<'m>),
}

/// The groups of the neutral event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Group {
    /// Who refers.
    Affiliate,
    /// The campaign, program or offer group.
    Program,
    /// The person referred.
    Referral,
    /// What was bought.
    Sale,
    /// What is earned.
    Commission,
    /// What is paid.
    Payout,
}

impl Group {
    /// Every group, in the order of the neutral event.
    pub const ALL: &'static [Self] =
        &[Self::Affiliate, Self::Program, Self::Referral, Self::Sale, Self::Commission, Self::Payout];

    /// The member's name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Affiliate => "affiliate",
            Self::Program => "program",
            Self::Referral => "referral",
            Self::Sale => "sale",
            Self::Commission => "commission",
            Self::Payout => "payout",
        }
    }
}

impl Group {
    /// The words of the neutral vocabulary for a state of it.
    #[must_use]
    pub const fn states(self) -> &'static [&'static str] {
        match self {
            Self::Affiliate => &["pending", "active", "inactive", "rejected", "blocked"],
            Self::Referral => &["lead", "trial", "customer", "cancelled", "refunded"],
            Self::Commission => &["pending", "approved", "denied", "paid"],
            Self::Payout => &["pending", "processing", "paid", "failed", "cancelled"],
            Self::Program | Self::Sale => &[],
        }
    }

    /// The words of the neutral vocabulary for what a commission consists of.
    pub const REWARDS: &'static [&'static str] = &["money", "points", "months", "credits", "discount"];
}

/// A word of the neutral vocabulary, and a provider's own words for it.
pub type Meaning<'m> = (&'m str, &'m [&'m str]);

/// What a provider's own words mean in the neutral vocabulary. Upper and lower case are one. A word that is not among
/// them stays what it is and is not guessed at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words<'m> {
    /// States, by what they are of.
    pub states: &'m [(Group, &'m [Meaning<'m>])],
    /// What a commission can consist of.
    pub rewards: &'m [Meaning<'m>],
}

impl<'m> Words<'m> {
    /// No word is known.
    pub const NONE: Self = Self { states: &[], rewards: &[] };

    /// The word for a state.
    #[must_use]
    pub fn state(&self, group: Group, raw: &str) -> Option<&'m str> {
        self.states.iter().filter(|(of, _)| *of == group).find_map(|(_, words)| find(words, raw))
    }

    /// The word for what a commission consists of.
    #[must_use]
    pub fn reward(&self, raw: &str) -> Option<&'m str> {
        find(self.rewards, raw)
    }
}

fn find<'m>(words: &[Meaning<'m>], raw: &str) -> Option<&'m str> {
    let known = |(_, own): &&Meaning<'m>| own.iter().any(|word| word.eq_ignore_ascii_case(raw));
    words.iter().find(known).map(|(word, _)| *word)
}

/// How a value is written in the neutral event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotKind<'m> {
    /// An id: text, also where it was a number.
    Id,
    /// Text as it is.
    Text,
    /// A time: RFC 3339 in UTC.
    Time,
    /// A number as it was written.
    Number,
    /// Money, in the scale that the field's unit says.
    Money,
    /// Money, or a quantity of something else, as the member of this name beside it says.
    Reward(&'m str),
    /// A state: the canonical word, and the raw one beside it.
    State,
    /// One of a list of texts.
    Each,
}

/// The places that mappings name.
pub mod slot {
    use super::Group::{Affiliate, Commission, Payout, Program, Referral, Sale};
    use super::Slot::{self, In};
    use super::SlotKind::{Each, Id, Money, Number, Reward, State, Text, Time};

    /// Every member of every group. The schema of the neutral event is made of it.
    pub const ALL: &[Slot<'static>] = &[
        AFFILIATE_ID,
        AFFILIATE_EXTERNAL_ID,
        AFFILIATE_EMAIL,
        AFFILIATE_NAME,
        AFFILIATE_FIRST_NAME,
        AFFILIATE_LAST_NAME,
        AFFILIATE_COMPANY,
        AFFILIATE_COUNTRY,
        AFFILIATE_STATUS,
        AFFILIATE_PARENT_ID,
        AFFILIATE_CREATED_AT,
        AFFILIATE_CODE,
        AFFILIATE_LINK,
        PROGRAM_ID,
        PROGRAM_NAME,
        REFERRAL_ID,
        REFERRAL_EXTERNAL_ID,
        REFERRAL_EMAIL,
        REFERRAL_STATE,
        REFERRAL_CREATED_AT,
        REFERRAL_CONVERTED_AT,
        REFERRAL_CANCELLED_AT,
        SALE_ID,
        SALE_ORDER_ID,
        SALE_ORDER_NUMBER,
        SALE_QUANTITY,
        SALE_AMOUNT,
        SALE_PROCESSOR_ID,
        COMMISSION_ID,
        COMMISSION_AMOUNT,
        COMMISSION_REWARD,
        COMMISSION_STATUS,
        COMMISSION_TIER,
        COMMISSION_CREATED_AT,
        PAYOUT_ID,
        PAYOUT_STATUS,
        PAYOUT_METHOD,
        PAYOUT_AMOUNT,
        PAYOUT_ITEMS,
        PAYOUT_PAID_AT,
    ];

    /// The affiliate's id at the provider.
    pub const AFFILIATE_ID: Slot<'static> = In(Affiliate, "id", Id);
    /// The affiliate's id at the merchant.
    pub const AFFILIATE_EXTERNAL_ID: Slot<'static> = In(Affiliate, "external_id", Id);
    /// The affiliate's e-mail address.
    pub const AFFILIATE_EMAIL: Slot<'static> = In(Affiliate, "email", Text);
    /// The affiliate's whole name.
    pub const AFFILIATE_NAME: Slot<'static> = In(Affiliate, "name", Text);
    /// The affiliate's first name.
    pub const AFFILIATE_FIRST_NAME: Slot<'static> = In(Affiliate, "first_name", Text);
    /// The affiliate's last name.
    pub const AFFILIATE_LAST_NAME: Slot<'static> = In(Affiliate, "last_name", Text);
    /// The affiliate's business.
    pub const AFFILIATE_COMPANY: Slot<'static> = In(Affiliate, "company", Text);
    /// The affiliate's country, as the provider writes it.
    pub const AFFILIATE_COUNTRY: Slot<'static> = In(Affiliate, "country", Text);
    /// The state of the affiliate's account.
    pub const AFFILIATE_STATUS: Slot<'static> = In(Affiliate, "status", State);
    /// The affiliate above.
    pub const AFFILIATE_PARENT_ID: Slot<'static> = In(Affiliate, "parent_id", Id);
    /// When the affiliate joined.
    pub const AFFILIATE_CREATED_AT: Slot<'static> = In(Affiliate, "created_at", Time);
    /// A code by which sales are credited to the affiliate.
    pub const AFFILIATE_CODE: Slot<'static> = In(Affiliate, "codes", Each);
    /// A link that credits sales to the affiliate.
    pub const AFFILIATE_LINK: Slot<'static> = In(Affiliate, "links", Each);
    /// The program's id.
    pub const PROGRAM_ID: Slot<'static> = In(Program, "id", Id);
    /// The program's name.
    pub const PROGRAM_NAME: Slot<'static> = In(Program, "name", Text);
    /// The referred person's id at the provider.
    pub const REFERRAL_ID: Slot<'static> = In(Referral, "id", Id);
    /// The referred person's id at the merchant.
    pub const REFERRAL_EXTERNAL_ID: Slot<'static> = In(Referral, "external_id", Id);
    /// The referred person's e-mail address.
    pub const REFERRAL_EMAIL: Slot<'static> = In(Referral, "email", Text);
    /// How far the referred person has come.
    pub const REFERRAL_STATE: Slot<'static> = In(Referral, "state", State);
    /// When the person was referred.
    pub const REFERRAL_CREATED_AT: Slot<'static> = In(Referral, "created_at", Time);
    /// When the person paid first.
    pub const REFERRAL_CONVERTED_AT: Slot<'static> = In(Referral, "converted_at", Time);
    /// When the person left.
    pub const REFERRAL_CANCELLED_AT: Slot<'static> = In(Referral, "cancelled_at", Time);
    /// The sale's id at the provider.
    pub const SALE_ID: Slot<'static> = In(Sale, "id", Id);
    /// The order's id in the shop.
    pub const SALE_ORDER_ID: Slot<'static> = In(Sale, "order_id", Id);
    /// The order's number in the shop.
    pub const SALE_ORDER_NUMBER: Slot<'static> = In(Sale, "order_number", Id);
    /// How many items were bought.
    pub const SALE_QUANTITY: Slot<'static> = In(Sale, "quantity", Number);
    /// What was paid.
    pub const SALE_AMOUNT: Slot<'static> = In(Sale, "amount", Money);
    /// The sale's id at the billing system.
    pub const SALE_PROCESSOR_ID: Slot<'static> = In(Sale, "processor_id", Id);
    /// The commission's id.
    pub const COMMISSION_ID: Slot<'static> = In(Commission, "id", Id);
    /// What is earned, in money.
    pub const COMMISSION_AMOUNT: Slot<'static> = In(Commission, "amount", Money);
    /// What is earned, in what the member `unit` says.
    pub const COMMISSION_REWARD: Slot<'static> = In(Commission, "amount", Reward("unit"));
    /// Whether the commission is granted.
    pub const COMMISSION_STATUS: Slot<'static> = In(Commission, "status", State);
    /// 1 for the referrer, 2 for the affiliate above.
    pub const COMMISSION_TIER: Slot<'static> = In(Commission, "tier", Number);
    /// When the commission arose.
    pub const COMMISSION_CREATED_AT: Slot<'static> = In(Commission, "created_at", Time);
    /// The payout's id.
    pub const PAYOUT_ID: Slot<'static> = In(Payout, "id", Id);
    /// How far the payout has come.
    pub const PAYOUT_STATUS: Slot<'static> = In(Payout, "status", State);
    /// How it is paid.
    pub const PAYOUT_METHOD: Slot<'static> = In(Payout, "method", Text);
    /// What is paid.
    pub const PAYOUT_AMOUNT: Slot<'static> = In(Payout, "amount", Money);
    /// How many commissions it covers.
    pub const PAYOUT_ITEMS: Slot<'static> = In(Payout, "items", Number);
    /// When it was paid.
    pub const PAYOUT_PAID_AT: Slot<'static> = In(Payout, "paid_at", Time);
}
