// SPDX-License-Identifier: MIT
// Every program is this one executable. It goes by the name that it was started by, also by that of
// a hook, where a link in the hooks folder leads here; by its own name `hotfix`, or one that it
// does not know, by its first argument: `hotfix lint` is `hotfix-lint`. git finds git-hotfix as
// `git hotfix`.
#include <array>
#include <iostream>
#include <string>
#include <string_view>

#include "ci/hotfix_gate.h"
#include "gate/base/own_stack.h"
#include "hooks/commit_msg.h"
#include "hooks/git_hotfix/git_hotfix.h"
#include "hooks/hotfix_lint.h"
#include "hooks/pre_push.h"

namespace hotfix {

namespace {

struct Program {
  std::string_view name;  // without "hotfix-" at its start
  int (*run)(int argc, char** argv);
  std::string_view what;
};

constexpr std::string_view kPrefix = "hotfix-";

constexpr std::array kPrograms = {
    Program{"git-hotfix", git_hotfix, "walks through a hotfix, as `git hotfix`"},
    Program{"pre-push", pre_push, "the hook of git push"},
    Program{"commit-msg", commit_msg, "the hook of git commit"},
    Program{"lint", hotfix_lint, "judges a branch, says what came back, installs the hooks"},
    Program{"gate", hotfix_gate, "judges what a CI is told about"},
};

const Program* find_program(std::string_view name) {
  for (const Program& program : kPrograms) {
    if (program.name == name) return &program;
  }
  return nullptr;
}

// None when it is started by another name.
const Program* program_called(std::string_view path) {
  std::string_view name = path.substr(path.rfind('/') + 1);
  if (name.starts_with(kPrefix)) name.remove_prefix(kPrefix.size());
  return find_program(name);
}

void print_programs(std::ostream& out) {
  out << "hotfix " HOTFIX_VERSION "\n\nUsage: hotfix PROGRAM [ARGUMENT...], or hotfix-PROGRAM\n\n";
  for (const Program& program : kPrograms) {
    const std::size_t columns = std::string_view("commit-msg  ").size();
    out << "  " << program.name << std::string(columns - program.name.size(), ' ') << program.what
        << "\n";
  }
}

int run(int argc, char** argv) {
  if (argc == 0) return 2;
  if (const Program* program = program_called(argv[0])) return program->run(argc, argv);
  const std::string_view word = argc > 1 ? argv[1] : "";
  if (const Program* program = find_program(word)) return program->run(argc - 1, argv + 1);
  const bool is_asked = word == "--help" || word == "-h" || word == "--version";
  print_programs(is_asked ? std::cout : std::cerr);
  return is_asked ? 0 : 2;
}

}  // namespace

}  // namespace hotfix

int main(int argc, char** argv) {
  return hotfix::on_own_stack([&] { return hotfix::run(argc, argv); });
}
