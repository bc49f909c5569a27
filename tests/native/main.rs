//! Tests of Dalil as a whole, run natively: the engine against an obvious implementation, archives against damage, the
//! command line, and relevance on real collections.

mod archives;
mod damage;
mod oracle;
mod output;
mod relevance;
