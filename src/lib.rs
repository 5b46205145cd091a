//! Captured webhook payloads: which provider and event each one is, what is wrong with it, and who signed it.
//!
//! The program `hookspect` is made of this library, and everything it says of a payload a program can ask for itself: a
//! test that holds a fixture against its event, a request handler that checks what it was sent, a report of one's own.
//!
//! # Overview
//!
//! * A [`Registry`] holds what is known: providers, their versions, the events they send and what each event's payload
//!   looks like.
//! * An [`Inspector`] holds what is asked: the events that are expected, what counts as an error. It inspects a text, the
//!   body of a request, or whole directories.
//! * A text is a **record** or several: JSON values, lines of NDJSON, a HAR file, a log. What a tool has wrapped around a
//!   payload is taken off, layer by layer, and what it tells of the request is kept.
//! * A [`Delivery`] is what came out: the payload byte for byte, which event it is and how sure that is, the verdict
//!   ([`Status`]), each [`Finding`] with its place, and the request with its headers. [`Delivery::verify`] checks its
//!   signature.
//! * [`json`] is the document beneath: values as they were written, with the place of each. No number is rounded, no key
//!   is moved, no duplicate is lost.
//!
//! Nothing in here opens a connection, and nothing recurses on the depth of its input.
//!
//! # Example: a payload
//!
//! ```
//! use hookspect::{Inspector, Registry, Rule};
//!
//! let registry = Registry::built_in()?;
//! let inspector = Inspector::new(&registry);
//!
//! let event = registry.event("uppromote/payment.paid")?;
//! let payload = event.event.sample.replace("\"currency\"", "\"curency\"");
//! for delivery in inspector.inspect(payload.as_bytes()) {
//!     assert_eq!(delivery.event(), Some(event));
//!     for finding in delivery.findings() {
//!         assert!(matches!(finding.rule, Rule::UnknownField | Rule::MissingField | Rule::ThinEvidence));
//!         println!("{} {}", finding.pointer.as_str(), finding.message());
//!     }
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Example: a capture
//!
//! The bodies of requests are found in what tools have made of them, and the request's headers beside them.
//!
//! ```
//! use hookspect::{Inspector, Registry, Secret, Verdict};
//!
//! let registry = Registry::built_in()?;
//! let capture = b"POST /webhooks/uppromote HTTP/1.1\r\n\
//!     Host: shop.example.com\r\n\
//!     X-UpPromote-Signature: 00\r\n\
//!     Content-Length: 17\r\n\r\n\
//!     {\"payment_id\": 1}";
//! let deliveries = Inspector::new(&registry).inspect(capture);
//! let [delivery] = deliveries.as_slice() else { panic!("one request, one delivery") };
//!
//! assert_eq!(delivery.body(), b"{\"payment_id\": 1}");
//! assert_eq!(delivery.request().and_then(|request| request.path()), Some("/webhooks/uppromote"));
//! let verification = delivery.verify(&[Secret::new(b"not the one that it was signed with")?]);
//! assert_eq!(verification.verdict, Verdict::Invalid);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Example: many records
//!
//! [`Inspector::read`] works on all cores and hands every record to a [`Sink`] in the order of the input. What is wanted
//! of all of them together is an [`Analysis`]: each worker collects its own part, and the parts are merged at the end.
//!
//! ```
//! use std::collections::BTreeMap;
//! use std::convert::Infallible;
//! use std::num::NonZeroUsize;
//!
//! use hookspect::{Analysis, Examined, Identification, Inputs, Inspector, Record, Registry, Sink, SourceError};
//!
//! /// How many payloads there are of each event.
//! struct Events;
//!
//! impl<'m> Analysis<'m> for Events {
//!     type Part = BTreeMap<String, u64>;
//!     type Product = ();
//!
//!     fn record(&self, part: &mut Self::Part, examined: &Examined<'_, 'm>) {
//!         let event = examined.identification.and_then(Identification::model);
//!         *part.entry(event.map_or("unknown".to_owned(), |event| event.id())).or_default() += 1;
//!     }
//!
//!     fn merge(&self, into: &mut Self::Part, from: Self::Part) {
//!         for (event, count) in from {
//!             *into.entry(event).or_default() += count;
//!         }
//!     }
//! }
//!
//! /// Nothing is done with single records.
//! struct Nothing;
//!
//! impl<'m> Sink<'m, ()> for Nothing {
//!     type Error = Infallible;
//!
//!     fn record(&mut self, _: &Record<'_, 'm>, (): ()) -> Result<(), Infallible> {
//!         Ok(())
//!     }
//!
//!     fn problem(&mut self, problem: &SourceError) -> Result<(), Infallible> {
//!         eprintln!("{problem}");
//!         Ok(())
//!     }
//! }
//!
//! let registry = Registry::built_in()?;
//! let samples = Inputs { inputs: vec!["samples/uppromote".into()], ..Inputs::default() };
//! let counts = Inspector::new(&registry).read(&samples, NonZeroUsize::MIN, &Events, &mut Nothing)?;
//! assert_eq!(counts.get("uppromote/payment.paid"), Some(&1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Features
//!
//! Both are on by default, and a library user turns them off with `default-features = false`.
//!
//! * `cli` is the program: the command line, its settings, the reports, and the crates they are drawn with.
//! * `packs` reads providers of one's own from the schemas that they publish.

pub mod json;

#[doc(hidden)]
pub mod capture;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod cli;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod commands;
#[doc(hidden)]
pub mod configuration;
#[doc(hidden)]
pub mod diff;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod drift;
#[doc(hidden)]
pub mod engine;
#[doc(hidden)]
pub mod finding;
#[doc(hidden)]
pub mod generate;
#[doc(hidden)]
pub mod input;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod learn;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod normalize;
#[doc(hidden)]
pub mod outgoing;
#[cfg(feature = "packs")]
#[doc(hidden)]
pub mod packs;
#[doc(hidden)]
pub mod policy;
#[doc(hidden)]
pub mod providers;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod query;
#[doc(hidden)]
pub mod redact;
#[doc(hidden)]
pub mod registry;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod report;
#[cfg(feature = "packs")]
#[doc(hidden)]
pub mod schema_validator;
#[cfg(not(feature = "packs"))]
#[path = "schema_validator/absent.rs"]
mod schema_validator;
#[doc(hidden)]
pub mod signature;
#[doc(hidden)]
pub mod stand_in;
#[cfg(feature = "cli")]
#[doc(hidden)]
pub mod summary;
#[doc(hidden)]
pub mod yaml;

pub use capture::{Fidelity, Headers, Request};
pub use engine::{Analysis, Delivery, Each, Examined, Inspector, Record, Sink, Verification};
pub use finding::{Finding, Located, Rule, Severity};
pub use input::{Inputs, SourceError};
pub use model::{EventRef, Identification, Provider, Status};
pub use registry::{NameError, Registry, RegistryBuilder, RegistryError};
pub use signature::{Secret, SecretError, Verdict, sign};
