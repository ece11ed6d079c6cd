// SPDX-License-Identifier: MIT
#include "tests/manual/read_app.h"

#include <CLI/CLI.hpp>
#include <sstream>

namespace hotfix::manual {

namespace {

// "TEXT:{text,json}" is what CLI11 calls a choice.
Words choices_of(const std::string& type) {
  Words choices;
  const auto brace = type.find(":{");
  if (brace == std::string::npos) return choices;
  std::istringstream words(type.substr(brace + 2, type.size() - brace - 3));
  for (std::string word; std::getline(words, word, ',');) choices.push_back(word);
  return choices;
}

std::string upper(std::string text) {
  for (char& c : text) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return text;
}

Option read_option(const CLI::Option& option) {
  Option read;
  read.help = option.get_description();
  read.is_required = option.get_required();
  read.is_list = option.get_items_expected_max() >= CLI::detail::expected_max_vector_size;
  if (option.get_positional()) {
    read.names = {option.get_name(true, false)};
    read.value = upper(read.names[0]);
    return read;
  }
  for (const std::string& name : option.get_snames()) read.names.push_back("-" + name);
  for (const std::string& name : option.get_lnames()) read.names.push_back("--" + name);
  if (option.get_items_expected_max() == 0) return read;
  const std::string type = option.get_type_name();
  read.choices = choices_of(type);
  read.value = type.substr(0, type.find(':'));
  return read;
}

}  // namespace

Command read_app(const CLI::App& app) {
  Command command;
  command.name = app.get_name();
  command.summary = as_phrase(app.get_description());
  for (const CLI::Option* option : app.get_options()) {
    (option->get_positional() ? command.operands : command.options).push_back(read_option(*option));
  }
  for (const CLI::App* below : app.get_subcommands({}))
    command.commands.push_back(read_app(*below));
  const CLI::App* above = app.get_parent();
  const bool is_own = above == nullptr || above->get_footer() != app.get_footer();
  if (is_own) read_footer(app.get_footer(), command);  // CLI11 hands a footer on
  return command;
}

}  // namespace hotfix::manual
