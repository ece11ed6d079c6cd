// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/material_paths.h"

#include "gate/base/hash.h"
#include "gate/landing/evidence/change.h"
#include "gate/landing/text/syntax.h"

namespace hotfix {

Matcher material_paths(const Policy& policy) {
  return [paths = policy.paths](std::string_view path) {
    for (const PathClass beside : {PathClass::test, PathClass::docs, PathClass::lock}) {
      const auto matcher = paths.find(beside);
      if (matcher != paths.end() && matcher->second(path)) return false;
    }
    return !is_notes(path) || is_program(path);
  };
}

std::uint64_t path_classes_digest(const Policy& policy) {
  std::string text;
  for (const char* key : {"paths.config", "paths.docs", "paths.generated", "paths.lock",
                          "paths.manifests", "paths.tests", "paths.vendored"}) {
    text += std::string(key) + "\n";
    const OptionValue globs = policy.value(key);
    for (const std::string& word : std::get<Words>(globs)) text += word + "\n";
  }
  return fnv1a(text);
}

}  // namespace hotfix
