//! Where the choices of a stand-in come from: numbers that one seed or one digest decides.

/// A stream of numbers that its beginning decides (`xoshiro256**` by Blackman and Vigna, 2018). Not for secrets:
/// whoever needs a one-way stand-in begins with a keyed digest.
#[derive(Debug, Clone)]
pub struct Source {
    state: [u64; 4],
}

impl Source {
    /// A stream that a number decides.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        let mut mixed = seed;
        let state = std::array::from_fn(|_| {
            mixed = mixed.wrapping_add(0x9e37_79b9_7f4a_7c15);
            scattered(mixed)
        });
        Self { state }
    }

    /// A stream that a digest of 32 bytes decides, such as an HMAC-SHA-256.
    #[must_use]
    pub fn from_digest(digest: &[u8; 32]) -> Self {
        let mut state = [0; 4];
        for (word, bytes) in state.iter_mut().zip(digest.chunks_exact(8)) {
            *word = u64::from_le_bytes(std::array::from_fn(|index| bytes.get(index).copied().unwrap_or(0)));
        }
        // All zeros is the one state that yields nothing else.
        if state == [0; 4] { Self::seeded(0) } else { Self { state } }
    }

    /// The next number.
    #[expect(clippy::should_implement_trait, reason = "the stream never ends, so that an Option would lie")]
    pub fn next(&mut self) -> u64 {
        let [s0, s1, s2, s3] = &mut self.state;
        let result = s1.wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let shifted = *s1 << 17;
        *s2 ^= *s0;
        *s3 ^= *s1;
        *s1 ^= *s2;
        *s0 ^= *s3;
        *s2 ^= shifted;
        *s3 = s3.rotate_left(45);
        result
    }

    /// A number below `bound`; 0 where nothing is below it.
    pub fn below(&mut self, bound: u64) -> u64 {
        let wide = u128::from(self.next()) * u128::from(bound);
        u64::try_from(wide >> 64).unwrap_or(0)
    }

    /// One of these; the empty text where there is none.
    pub fn one_of<'w>(&mut self, words: &[&'w str]) -> &'w str {
        let index = self.below(u64::try_from(words.len()).unwrap_or(0));
        usize::try_from(index).ok().and_then(|index| words.get(index)).copied().unwrap_or("")
    }

    /// One of these letters of ASCII.
    pub(super) fn letter(&mut self, letters: &[u8]) -> char {
        let index = self.below(u64::try_from(letters.len()).unwrap_or(0));
        let letter = usize::try_from(index).ok().and_then(|index| letters.get(index));
        char::from(letter.copied().unwrap_or(b'x'))
    }

    /// So many decimal digits.
    pub fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| char::from(b'0' + u8::try_from(self.below(10)).unwrap_or(0))).collect()
    }
}

/// A number whose bits depend on all bits of another (the last step of `SplitMix64`).
#[must_use]
pub(crate) const fn scattered(number: u64) -> u64 {
    let mut mixed = number;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    mixed ^ (mixed >> 31)
}
