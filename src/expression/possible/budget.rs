//! How much may be reasoned. It must not know about what.

/// How much reasoning may still be done. Where nothing is left, everything is possible.
#[derive(Clone, Debug)]
pub struct Budget {
    left: u32,
    own: u32,
}

impl Budget {
    /// So many steps in all, of which one question takes no more than a part.
    #[must_use]
    pub fn new(steps: u32, at_once: u32) -> Self {
        Self { left: steps, own: at_once }
    }

    /// The part for one question.
    pub(super) fn portion(&self) -> u32 {
        self.left.min(self.own)
    }

    pub(super) fn spend(&mut self, steps: u32) {
        self.left = self.left.saturating_sub(steps);
    }

    /// Whether nothing is left.
    #[must_use]
    pub fn is_spent(&self) -> bool {
        self.left == 0
    }
}
