//! Where ranges end.

use super::Weighed;

/// A range that is asked for often should be small, and one that is asked for seldom may be large: so that a range ends where
/// its bytes times its part of what is asked for come to about so many.
const ASKED: u64 = 3;
/// The least and the most bytes of a range, when compressed, heavy lists aside.
pub(super) const RANGE: (usize, usize) = (1 << 10, 10 << 10);
/// A border is sought among so many bytes of words.
const WINDOW: usize = 1 << 10;
/// A border is sought so many forms further, and so many windows, where all others would tear a group.
pub(super) const FURTHER: (usize, usize) = (48, 2);
/// And so many windows where most of what it would tear are spellings of a name: who asks for one has to fetch both.
const FURTHER_APART: usize = 8;

/// How large ranges are.
struct Bounds {
    /// About what one costs: its bytes times its part of what is asked for.
    most: u64,
    /// The least and the most bytes.
    bytes: (usize, usize),
    /// Among how many bytes a border is sought.
    window: usize,
}

/// Where the ranges start, the first one included.
pub(super) fn cuts(weighed: &[Weighed<'_>], times: usize) -> Vec<usize> {
    let all = weighed.iter().map(|form| form.asked).sum::<u64>();
    // In steps, so that a new article moves few borders.
    let step = all.checked_ilog2().unwrap_or_default().saturating_sub(1);
    // What has so many times the bytes is asked for as many times as often.
    let most = (all >> step << step) * ASKED * (times * times) as u64;
    let bounds = Bounds { most, bytes: (RANGE.0 * times, RANGE.1 * times), window: WINDOW * times };
    let mut starts = vec![0];
    while let Some(next) = starts.last().and_then(|start| next_cut(weighed, *start, &bounds)) {
        starts.push(next);
    }
    starts
}

/// Where the range that starts here ends: where it costs about `most`, the least is torn and neighbours have the fewest letters in
/// common; of equals the last. Where every border there tears something, shortly before or behind it. `None` where it goes on to the end.
fn next_cut(weighed: &[Weighed<'_>], start: usize, bounds: &Bounds) -> Option<usize> {
    let (early, mut best) = first_border(weighed, start, bounds)?;
    let is_better_early = |best: &Border| early.filter(|early| early.tears < best.tears);
    let until = best.size + best.window;
    let (mut size, mut place) = (best.size, best.place);
    while let Some([before, next]) = weighed.get(place..place + 2) {
        size += before.size;
        let is_late = size > until;
        let further = if best.parts { FURTHER_APART } else { FURTHER.1 };
        let is_far = place - best.place > FURTHER.0 || size > until + further * bounds.window;
        if is_late && (best.tears == 0 || is_far || is_better_early(&best).is_some()) {
            break;
        }
        let (tears, common) = (next.tears(), common(before.form, next.form));
        if if is_late { tears < best.tears } else { (tears, common) <= (best.tears, best.common) } {
            best = Border { tears, parts: next.parts(), common, place: place + 1, ..best };
        }
        place += 1;
    }
    Some(is_better_early(&best).map_or(best.place, |early| early.place))
}

/// A place where a range may end.
#[derive(Clone, Copy)]
struct Border {
    /// How much it tears, in powers of two.
    tears: u32,
    /// Most of it are spellings of a name.
    parts: bool,
    /// How many letters its neighbours have in common.
    common: usize,
    /// The first form behind it.
    place: usize,
    /// The bytes before it.
    size: usize,
    /// Among how many bytes behind it a better one is sought.
    window: usize,
}

/// The first border behind which the range is large enough, with the best one shortly before it in front.
fn first_border(weighed: &[Weighed<'_>], start: usize, bounds: &Bounds) -> Option<(Option<Border>, Border)> {
    let Bounds { most, bytes: (least, largest), window } = *bounds;
    let cost = |size: usize, asked: u64| size as u64 * asked;
    let (mut size, mut asked) = (0, 0);
    let mut early: Option<Border> = None;
    for (place, pair) in weighed.windows(2).enumerate().skip(start) {
        let [before, next] = pair else { break };
        size += before.size;
        asked += before.asked;
        if size < least {
            continue;
        }
        let own = cost(size, asked);
        // What comes next may be heavy, and should then have few words around it.
        let is_enough = own >= most / 8 && cost(size + next.size, asked + next.asked) > most;
        let (tears, common) = (next.tears(), common(before.form, next.form));
        let border = Border { tears, parts: next.parts(), common, place: place + 1, size, window };
        if own >= most / 2 || size >= largest || is_enough {
            let window = if is_enough && own < most / 2 { 0 } else { window };
            let early = early.filter(|early| border.place - early.place <= FURTHER.0);
            return Some((early, Border { window, ..border }));
        }
        if own >= most / 8 && early.is_none_or(|early| tears <= early.tears) {
            early = Some(border);
        }
    }
    None
}

fn common(a: &str, b: &str) -> usize {
    a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count()
}
