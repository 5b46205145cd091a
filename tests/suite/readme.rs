//! Every command that the README shows is run, and prints what the README says.

#[test]
fn the_commands_of_the_readme_print_what_it_says() {
    trycmd::TestCases::new().case("README.md");
}
