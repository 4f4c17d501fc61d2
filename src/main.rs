//! Starts the program and maps its errors to exit codes.

fn main() -> std::process::ExitCode {
    huitoukan::cli::main(std::env::args_os())
}
