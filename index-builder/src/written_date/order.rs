//! Which of day and month comes first, where an archive writes dates in numbers alone.

use std::sync::atomic::{AtomicU32, Ordering};

use dalil::format::date::PartialDate;
use serde::{Deserialize, Serialize};

/// The order of day and month.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    /// `30/12/2011`.
    DayFirst,
    /// `12/30/2011`.
    MonthFirst,
}

/// A date as it is written: one, or one of two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// It can mean one date only.
    Certain(PartialDate),
    /// Numbers that can be read both ways: `03/04/2012`.
    Ambiguous {
        /// Read with the day first.
        day_first: PartialDate,
        /// Read with the month first.
        month_first: PartialDate,
    },
}

impl Written {
    /// The date, if it is certain or the order is known; otherwise what both readings agree on.
    #[must_use]
    pub fn in_order(self, order: Option<Order>) -> PartialDate {
        match (self, order) {
            (Self::Certain(date), _) => date,
            (Self::Ambiguous { day_first, .. }, Some(Order::DayFirst)) => day_first,
            (Self::Ambiguous { month_first, .. }, Some(Order::MonthFirst)) => month_first,
            (Self::Ambiguous { day_first, .. }, None) => PartialDate { month: None, day: None, ..day_first },
        }
    }
}

/// Counts dates in numbers that can be read one way only. Shared by threads; the order of counting doesn't matter.
#[derive(Debug, Default)]
pub struct OrderTally {
    day_first: AtomicU32,
    month_first: AtomicU32,
}

impl OrderTally {
    /// Counts what a line shows.
    pub fn count(&self, order: Order) {
        let count = match order {
            Order::DayFirst => &self.day_first,
            Order::MonthFirst => &self.month_first,
        };
        count.fetch_add(1, Ordering::Relaxed);
    }

    /// The order that the archive writes, where nearly all of its dates agree.
    #[must_use]
    pub fn order(&self) -> Option<Order> {
        let (day, month) = (self.day_first.load(Ordering::Relaxed), self.month_first.load(Ordering::Relaxed));
        match (day, month) {
            (1.., _) if day >= month.saturating_mul(4) => Some(Order::DayFirst),
            (_, 1..) if month >= day.saturating_mul(4) => Some(Order::MonthFirst),
            _ => None,
        }
    }
}
