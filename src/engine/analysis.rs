//! Work over many records, done where they are examined.

use super::examined::Examined;

/// What is made of records besides their verdicts: something of each, handed on with it in the order of the input, and
/// something of all of them together.
///
/// Records are examined by several workers at once, and each has a [`Part`](Self::Part) of its own. At the end the parts
/// are merged. So that threads, files and machines cannot change the result, merging has to be commutative and
/// associative with the empty part as its neutral element, and a record may not care which ones came before it.
pub trait Analysis<'m>: Sync {
    /// What is collected over records. The default holds nothing yet.
    type Part: Default + Send;
    /// What is made of a single record.
    type Product: Send;

    /// Takes a record in, on the worker that has it parsed.
    fn record(&self, part: &mut Self::Part, examined: &Examined<'_, 'm>) -> Self::Product;

    /// Adds what another worker has collected.
    fn merge(&self, into: &mut Self::Part, from: Self::Part);
}

/// Nothing besides the verdicts.
impl<'m> Analysis<'m> for () {
    type Part = ();
    type Product = ();

    fn record(&self, (): &mut (), _: &Examined<'_, 'm>) {}

    fn merge(&self, (): &mut (), (): ()) {}
}

/// The same analysis, held elsewhere.
impl<'m, A: Analysis<'m>> Analysis<'m> for &A {
    type Part = A::Part;
    type Product = A::Product;

    fn record(&self, part: &mut Self::Part, examined: &Examined<'_, 'm>) -> Self::Product {
        (*self).record(part, examined)
    }

    fn merge(&self, into: &mut Self::Part, from: Self::Part) {
        (*self).merge(into, from);
    }
}

/// Makes something of each record, and nothing of all of them: the records' products are what is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Each<F>(pub F);

impl<'m, P: Send, F: Fn(&Examined<'_, 'm>) -> P + Sync> Analysis<'m> for Each<F> {
    type Part = ();
    type Product = P;

    fn record(&self, (): &mut (), examined: &Examined<'_, 'm>) -> P {
        (self.0)(examined)
    }

    fn merge(&self, (): &mut (), (): ()) {}
}

/// Both of two analyses.
impl<'m, A: Analysis<'m>, B: Analysis<'m>> Analysis<'m> for (A, B) {
    type Part = (A::Part, B::Part);
    type Product = (A::Product, B::Product);

    fn record(&self, (first, second): &mut Self::Part, examined: &Examined<'_, 'm>) -> Self::Product {
        (self.0.record(first, examined), self.1.record(second, examined))
    }

    fn merge(&self, (first, second): &mut Self::Part, from: Self::Part) {
        self.0.merge(first, from.0);
        self.1.merge(second, from.1);
    }
}
