//! What the handlers share, and the way to work that blocks. It must not know any address or page.

use std::path::PathBuf;
use std::sync::Arc;

use crate::access::Keeper;
use crate::finding::Judge;
use crate::origin::Origins;
use crate::problem::Problem;
use crate::rate::Limiter;
use crate::settings::Settings;
use crate::store::Store;

/// Everything that a handler needs; cheap to clone.
#[derive(Clone)]
pub struct App {
    /// The kept leads.
    pub store: Arc<Store>,
    /// Scores leads again.
    pub judge: Arc<dyn Judge>,
    /// Opens the inbox.
    pub keeper: Arc<Keeper>,
    /// Pages that may post.
    pub origins: Arc<Origins>,
    /// How often an address may post.
    pub limiter: Arc<Limiter>,
    /// A folder served at `/`.
    pub site: Option<Arc<PathBuf>>,
}

impl App {
    /// Opens the database and puts the parts together.
    ///
    /// # Errors
    /// When the database or the served folder cannot be opened.
    pub fn new(settings: &Settings, judge: Arc<dyn Judge>) -> Result<Self, String> {
        let open = |site: &PathBuf| site.canonicalize().map_err(|error| format!("{}: {error}", site.display()));
        Ok(Self {
            store: Arc::new(Store::open(&settings.database)?),
            judge,
            keeper: Arc::new(Keeper::new(settings.token.clone())),
            origins: Arc::new(settings.origins.clone()),
            limiter: Arc::new(Limiter::new(settings.rate)),
            site: settings.site.as_ref().map(open).transpose()?.map(Arc::new),
        })
    }

    /// Reads from the store on a thread that may block.
    ///
    /// # Errors
    /// A problem without details when SQLite fails; the details go to the terminal.
    pub async fn read<T, F>(&self, work: F) -> Result<T, Problem>
    where
        T: Send + 'static,
        F: FnOnce(&Store) -> rusqlite::Result<T> + Send + 'static,
    {
        let store = Arc::clone(&self.store);
        let done = tokio::task::spawn_blocking(move || work(&store)).await;
        done.map_err(|error| Problem::internal(&error.to_string()))?
            .map_err(|error| Problem::internal(&format!("the database cannot be read: {error}")))
    }
}
