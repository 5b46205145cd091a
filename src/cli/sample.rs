//! Arguments of `sample`.

use clap::Args;

use super::names::MutationParser;
use super::requests::RequestArguments;
use crate::generate::Mutation;
use crate::outgoing::RequestForm;

/// Arguments of `sample`.
#[derive(Debug, Args)]
pub struct SampleArguments {
    /// The event: PROVIDER/EVENT, or its name alone
    #[arg(value_name = "EVENT")]
    pub event: String,
    /// Number of payloads to make, one per line: the smallest, the fullest, then each value, null and absence in turn
    #[arg(long, short = 'n', value_name = "NUMBER")]
    pub count: Option<u64>,
    /// What the payloads depend on besides the event: the same seed makes the same payloads
    #[arg(long, value_name = "NUMBER", default_value_t = 1)]
    pub seed: u64,
    /// Make payloads with one fault each: of this kind, or of every kind that the event can have in turn
    #[arg(
        long,
        value_name = "FAULT",
        value_parser = MutationParser,
        hide_possible_values = true,
        num_args = 0..=1,
        require_equals = true,
        conflicts_with = "sequence"
    )]
    pub mutate: Option<Option<Mutation>>,
    /// Tell what happens to one thing: each event of its kind in order, with the same ids and rising times
    #[arg(long)]
    pub sequence: bool,
    /// Print whole requests, with the headers of the provider, ready to be sent: for a shell, over the wire, for programs
    #[arg(long = "as", value_name = "FORM")]
    pub form: Option<RequestForm>,
    /// Say nothing about what the payloads show
    #[arg(long, short)]
    pub quiet: bool,
    /// How the requests are signed.
    #[command(flatten)]
    pub request: RequestArguments,
}
