// SPDX-License-Identifier: MIT
#ifdef HOTFIX_CATCH2_V2
#define CATCH_CONFIG_RUNNER
#endif
#include "tests/support/catch.h"

#ifdef HOTFIX_CATCH2_V2

#include <cstdlib>
#include <cstring>
#include <iostream>
#include <string>
#include <vector>

namespace {

// The name of a case, as an argument that names this case alone. The comma is an "or".
std::string as_argument(const std::string& name) {
  std::string text = "\"";
  for (char c : name) text += (std::strchr("\"\\,", c) ? "\\" : "") + std::string(1, c);
  return text + "\",";
}

// The number behind `option`, both of which are taken out of the arguments; `otherwise` when it is
// not there.
std::size_t take_number(std::vector<char*>& arguments, const std::string& option,
                        std::size_t otherwise) {
  for (std::size_t i = 1; i + 1 < arguments.size(); ++i) {
    if (arguments[i] != option) continue;
    const std::size_t number = std::strtoul(arguments[i + 1], nullptr, 10);
    const auto at = arguments.begin() + static_cast<std::ptrdiff_t>(i);
    arguments.erase(at, at + 2);
    return number;
  }
  return otherwise;
}

std::vector<Catch::TestCase> asked_for(Catch::Session& session) {
  const Catch::Config& config = session.config();
  return Catch::filterTests(Catch::getAllTestCasesSorted(config), config.testSpec(), config);
}

// Leaves every `count`-th of the cases that were asked for, from that of number `index` on. False:
// there is none, or not all of them are understood.
bool keep_shard(Catch::Session& session, std::size_t count, std::size_t index) {
  const std::vector<Catch::TestCase> cases = asked_for(session);
  Catch::ConfigData data = session.configData();
  data.testsOrTags.clear();
  for (; index < cases.size(); index += count) {
    data.testsOrTags.push_back(as_argument(cases[index].name));
  }
  session.useConfigData(data);
  return !data.testsOrTags.empty() && asked_for(session).size() == data.testsOrTags.size();
}

}  // namespace

// Catch2 2 with two options of Catch2 3, --shard-count and --shard-index, and as strict about a run
// in which there is nothing to do.
int main(int argc, char** argv) {
  std::vector<char*> arguments(argv, argv + argc);
  const std::size_t count = take_number(arguments, "--shard-count", 1);
  const std::size_t index = take_number(arguments, "--shard-index", 0);
  Catch::Session session;
  const int wrong = session.applyCommandLine(static_cast<int>(arguments.size()), arguments.data());
  if (wrong != 0) return wrong;
  session.configData().warnings = static_cast<Catch::WarnAbout::What>(
      session.configData().warnings | Catch::WarnAbout::NoTests);
  if (count > 1 && !keep_shard(session, count, index)) {
    std::cerr << "the cases of this shard are not known\n";
    return 1;
  }
  return session.run();
}

#else

int main(int argc, char** argv) { return Catch::Session().run(argc, argv); }

#endif
