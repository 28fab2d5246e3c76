//! The check of one document: the native command is built and asked. Must not know: what is checked.

use crate::failure::Failure;
use crate::step;
use crate::workshop::Workshop;

/// Says what is wrong with a config and its quizzes, or with a quiz alone; tells whether nothing is. A path is one from where
/// the command was called.
pub(crate) fn check(workshop: &Workshop, file: &str) -> Result<bool, Failure> {
    let path = std::path::absolute(file).map_err(|error| Failure::new(format!("`{file}` is no path: {error}")))?;
    if !path.is_file() {
        return Err(Failure::new(format!("there is no file {}", path.display()))
            .todo("name a config or a quiz definition, such as www/demo/leadsieve.json"));
    }
    let mut build = workshop.command("cargo");
    build.args(["build", "--package", "leadsieve", "--features", "cli", "--bin", "leadsieve"]);
    step::run(workshop, "build the native command", &mut build, "the compiler's messages above say what to change")?;
    let program = workshop.built("leadsieve");
    let mut command = workshop.command(&program.to_string_lossy());
    let status = command.arg("check").arg(path).status();
    let status = status.map_err(|error| Failure::new(format!("{} did not start: {error}", program.display())))?;
    Ok(status.success())
}
