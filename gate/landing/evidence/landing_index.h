// SPDX-License-Identifier: MIT
#pragma once

#include <optional>

#include "gate/git/history.h"
#include "gate/landing/evidence/contents.h"
#include "gate/landing/evidence/material_paths.h"
#include "gate/landing/history/window.h"
#include "gate/memory/memory.h"
#include "gate/policy/policy.h"

namespace hotfix {

// What one run has read of a repository and found out about it, for all of its questions about
// landings. A run has one: it opens no file of its own before a question needs it, and when it goes
// it keeps what is worth keeping for later runs. The graph must outlive it. The policy says which
// paths are code and configuration.
struct LandingIndex {
  LandingIndex(Graph& graph_, const Policy& policy)
      : graph(graph_),
        is_material(material_paths(policy)),
        classes(path_classes_digest(policy)),
        windows(graph_),
        contents(graph_.repository()),
        memory(graph_.repository(), "answers-v1", kMostAnswers) {}

  static constexpr std::size_t kMostAnswers = 20'000;

  Graph& graph;
  Matcher is_material;    // a path that runs in production (material_paths.h)
  std::uint64_t classes;  // tells apart policies that class paths otherwise
  Windows windows;
  Contents contents;
  Memory memory;
  std::optional<Repository::Time> end;  // when what CI looks at anyway is given up; nullopt: not
                                        // yet begun, or never
};

}  // namespace hotfix
