// SPDX-License-Identifier: MIT
// Recorded text of the outside world, of an imaginary repository kars/kars. Ids in it stand for
// others: 1111… is the head of what happened, 2222… what was there before.
#pragma once

#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include "tests/support/places.h"

namespace hotfix::test {

// "events/push.json", "pull_requests/approved.json".
inline std::string ci_fixture(const std::string& path) {
  std::ifstream file(source_folder() + "/tests/ci/event/" + path, std::ios::binary);
  if (!file) throw std::runtime_error("no fixture " + path);
  return {std::istreambuf_iterator<char>(file), {}};
}

// `text` with `from`, which must be in it, replaced by `to` wherever it stands.
inline std::string with(std::string text, const std::string& from, const std::string& to) {
  auto at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("not in the fixture: " + from);
  for (; at != std::string::npos; at = text.find(from, at + to.size())) {
    text.replace(at, from.size(), to);
  }
  return text;
}

}  // namespace hotfix::test
