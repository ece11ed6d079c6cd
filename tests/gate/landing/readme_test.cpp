// SPDX-License-Identifier: MIT
// gate/landing/README.md against the code.
#include <fstream>
#include <set>
#include <string>

#include "rules/model/landing.h"
#include "tests/support/catch.h"
#include "tests/support/places.h"

using namespace hotfix;

namespace {

// The names in the first column of the table that begins with the line `header`.
std::multiset<std::string> first_column(const std::string& header) {
  std::ifstream file(test::source_folder() + "/gate/landing/README.md");
  std::multiset<std::string> names;
  bool inside = false;
  for (std::string line; std::getline(file, line);) {
    inside = line == header || (inside && line.starts_with("|"));
    if (inside && line.starts_with("| `")) names.insert(line.substr(3, line.find('`', 3) - 3));
  }
  return names;
}

}  // namespace

TEST_CASE("the README has one line for each signal of a landing", "[landing]") {
  std::multiset<std::string> signals;
  for (const SignalName& known : kLandingSignals) {
    if (known.signal != LandingSignal::unasked) signals.insert(std::string(known.name));
  }
  CHECK(first_column("| signal | what decided |") == signals);
}

TEST_CASE("each signal has its own row in the table of names, in the order of the enum",
          "[landing]") {
  for (std::size_t i = 0; i < std::size(kLandingSignals); ++i) {
    CHECK(static_cast<std::size_t>(kLandingSignals[i].signal) == i);
    CHECK(signal_name(kLandingSignals[i].signal) == kLandingSignals[i].name);
  }
  CHECK(kLandingSignals[std::size(kLandingSignals) - 1].signal == LandingSignal::waiver);
}
