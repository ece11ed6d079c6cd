// SPDX-License-Identifier: MIT
#pragma once

#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "gate/memory/sealed_file.h"

namespace hotfix {

// What earlier runs of this very program found out, kept in a file of <common git dir>/hotfix.
// A question must name, by full ids, everything that its answer depends on: then the answer never
// changes. "It could not be found out" is not an answer. The file is read with the first question.
class Memory {
 public:
  // `most` answers are kept in the file; the oldest are forgotten first.
  Memory(const Repository& repository, std::string file, std::size_t most);
  ~Memory();  // adds what is new to what is kept by then, for the next run; not when an exception
              // ends this one
  Memory(const Memory&) = delete;
  Memory& operator=(const Memory&) = delete;

  // nullptr: it is not known. Valid until the next keep().
  const std::string* find(const std::string& question);
  void keep(const std::string& question, const std::string& answer);

 private:
  void load();
  void save();
  void add(const std::string& question, std::string answer);

  SealedFile file_;
  std::size_t most_;
  std::unordered_map<std::string, std::string> answers_;
  std::deque<std::string> order_;                          // of the questions, oldest first
  std::vector<std::pair<std::string, std::string>> news_;  // kept by this run
  bool is_loaded_ = false;
};

}  // namespace hotfix
