//! `leadsieve table`: the score table as a sheet, and a sheet back into its config. It must not know a column.

use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use leadsieve::config::sheet;

use crate::{configs, document, line};

/// Prints the table of a config as CSV.
pub(crate) fn export(file: &str) -> Result<ExitCode, String> {
    configs(&[file])?;
    let (_, config) = document(file)?;
    // A reader that has gone away is no failure.
    let _ = std::io::stdout().write_all(sheet::export(&config).as_bytes());
    Ok(ExitCode::SUCCESS)
}

/// Takes a sheet into a config and writes that file anew; tells what changed. Status 1 where the sheet is refused: then the
/// file stays as it is.
pub(crate) fn import(file: &str, sheet: &str) -> Result<ExitCode, String> {
    configs(&[file])?;
    let (text, _) = document(file)?;
    let rows = std::fs::read(sheet).map_err(|error| format!("{sheet}: {error}; expected a readable file"))?;
    let imported = match sheet::import(&text, &rows) {
        Ok(imported) => imported,
        Err(errors) => {
            errors.iter().for_each(|error| eprintln!("leadsieve: {sheet}: {error}"));
            return Ok(ExitCode::FAILURE);
        }
    };
    if imported.text != text {
        replace(Path::new(file), &imported.text).map_err(|error| format!("{file}: {error}; expected to write it"))?;
    }
    let [changed, added, removed, options] = [imported.changed, imported.added, imported.removed, imported.options];
    line::print(&format!(
        "{file}: {changed} rules changed, {added} added, {removed} removed; {options} options changed"
    ));
    Ok(ExitCode::SUCCESS)
}

/// Puts a text in place of a file's in one step: whoever reads meanwhile, or a disk that is full, meets the old or the new.
fn replace(file: &Path, text: &str) -> std::io::Result<()> {
    let file = file.canonicalize()?;
    let mut beside = file.clone().into_os_string();
    beside.push(".new");
    std::fs::write(&beside, text)?;
    std::fs::set_permissions(&beside, std::fs::metadata(&file)?.permissions())?;
    std::fs::rename(&beside, &file)
}
