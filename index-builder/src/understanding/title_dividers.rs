//! What stands between a headline and the name of its site in one title.

/// What programs and people write between them, whichever comes first.
pub const BESIDE_A_SITE: [&str; 8] = [" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " · "];
/// Those behind which programs write the site's name. Where people write titles, it stands before a hyphen as often.
pub const BEFORE_A_SITE: [&str; 6] = [" | ", " – ", " :: ", " » ", " « ", " · "];
/// Behind a colon a headline goes on, so that it divides only what is known otherwise to be the site's name.
pub const COLON: &str = ": ";
