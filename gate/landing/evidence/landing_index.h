// SPDX-License-Identifier: MIT
#pragma once

#include "gate/git/history.h"
#include "gate/landing/evidence/contents.h"
#include "gate/landing/history/memory.h"
#include "gate/landing/history/window.h"

namespace hotfix {

// What one run has read of a repository and found out about it, for all of its questions about
// landings. A run has one: it opens no file of its own before a question needs it, and when it goes
// it keeps what is worth keeping for later runs. The graph must outlive it.
struct LandingIndex {
  explicit LandingIndex(Graph& graph_)
      : graph(graph_),
        windows(graph_),
        contents(graph_.repository()),
        memory(graph_.repository()) {}

  Graph& graph;
  Windows windows;
  Contents contents;
  Memory memory;
};

}  // namespace hotfix
