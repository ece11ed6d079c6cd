// SPDX-License-Identifier: MIT
#include "gate/landing/evidence/material_paths.h"

#include "gate/base/hash.h"
#include "gate/landing/evidence/change.h"
#include "gate/landing/text/syntax.h"
#include "gate/policy/keys.h"

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
  std::uint64_t digest = fnv1a({});
  for (const char* key : {"paths.config", "paths.docs", "paths.generated", "paths.lock",
                          "paths.manifests", "paths.tests", "paths.vendored"}) {
    const auto add = [&](std::string_view line) { digest = fnv1a("\n", fnv1a(line, digest)); };
    add(key);
    if (const auto found = policy.set.find(key); found != policy.set.end()) {
      for (const std::string& glob : std::get<Words>(found->second.value)) add(glob);
    } else {
      const auto globs = std::get<WordTable>(default_of(key));
      for (const std::string_view glob : globs) add(glob);
    }
  }
  return digest;
}

}  // namespace hotfix
