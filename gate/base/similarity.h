// SPDX-License-Identifier: MIT
// How alike two files are, as git finds renames (diffcore-rename): by the lines that both have,
// wherever they stand.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace hotfix {

// A line, or 64 bytes of a longer one, and how many bytes of the file such ones take.
struct Span {
  std::uint64_t hash = 0;
  std::uint64_t bytes = 0;
};

// By hash, each once. The end of a line, "\n" or "\r\n", makes no difference between lines.
struct Spans {
  std::vector<Span> spans;
  std::uint64_t bytes = 0;  // of all of them
};

Spans spans_of(std::string_view content);

// 0 to 100: the share of the larger one that is in the other one, too. 0 when either is empty.
int percent_alike(const Spans& a, const Spans& b);

// Finds what a file may be most like, without a comparison with each.
class SimilarityIndex {
 public:
  // A span that more files have says nothing about where it came from. So of few files all that
  // share anything are compared, and of many the cost of one question stays that of few.
  static constexpr std::size_t kCommon = 64;
  static constexpr std::size_t kNominees = 4;  // as git keeps for each file

  // `file`: a number of the caller's own. All are added before the first question.
  void add(std::uint32_t file, const Spans& spans);

  // The files that share most bytes with `spans`, kNominees at the most; the best first, among
  // equals the lower number.
  std::vector<std::uint32_t> nominees(const Spans& spans);

  std::size_t size() const { return entries_.size(); }  // spans of all files

 private:
  struct Entry {
    std::uint64_t hash = 0;
    std::uint64_t bytes = 0;
    std::uint32_t file = 0;
  };
  std::vector<Entry> entries_;  // by hash and file, once sorted
  bool is_sorted_ = true;
};

}  // namespace hotfix
