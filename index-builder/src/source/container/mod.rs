//! Files that hold further documents: ZIP, WARC, WACZ.
