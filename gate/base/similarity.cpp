// SPDX-License-Identifier: MIT
#include "gate/base/similarity.h"

#include <algorithm>
#include <unordered_map>

#include "gate/base/hash.h"

namespace hotfix {

namespace {

constexpr std::size_t kLongest = 64;  // bytes of a span

// The first span of `rest`, with the end of its line.
std::string_view first_span(std::string_view rest) {
  const auto end = rest.substr(0, kLongest).find('\n');
  return rest.substr(0, end == std::string_view::npos ? kLongest : end + 1);
}

std::string_view without_line_end(std::string_view span) {
  if (span.ends_with('\n')) span.remove_suffix(1);
  if (span.ends_with('\r')) span.remove_suffix(1);
  return span;
}

}  // namespace

Spans spans_of(std::string_view content) {
  std::unordered_map<std::uint64_t, std::uint64_t> bytes;
  for (std::string_view rest = content; !rest.empty();) {
    const std::string_view span = first_span(rest);
    bytes[fnv1a(without_line_end(span))] += span.size();
    rest.remove_prefix(span.size());
  }
  Spans result;
  result.bytes = content.size();
  result.spans.reserve(bytes.size());
  for (const auto& [hash, size] : bytes) result.spans.push_back({hash, size});
  std::sort(result.spans.begin(), result.spans.end(),
            [](const Span& one, const Span& other) { return one.hash < other.hash; });
  return result;
}

int percent_alike(const Spans& a, const Spans& b) {
  const std::uint64_t larger = std::max(a.bytes, b.bytes);
  if (larger == 0) return 0;
  std::uint64_t shared = 0;
  auto other = b.spans.begin();
  for (const Span& one : a.spans) {
    while (other != b.spans.end() && other->hash < one.hash) ++other;
    if (other == b.spans.end()) break;
    if (other->hash == one.hash) shared += std::min(one.bytes, other->bytes);
  }
  return static_cast<int>(shared * 100 / larger);
}

void SimilarityIndex::add(std::uint32_t file, const Spans& spans) {
  for (const Span& span : spans.spans) entries_.push_back({span.hash, span.bytes, file});
  is_sorted_ = false;
}

std::vector<std::uint32_t> SimilarityIndex::nominees(const Spans& spans) {
  if (!is_sorted_) {
    std::sort(entries_.begin(), entries_.end(), [](const Entry& one, const Entry& other) {
      return one.hash != other.hash ? one.hash < other.hash : one.file < other.file;
    });
    is_sorted_ = true;
  }
  std::unordered_map<std::uint32_t, std::uint64_t> shared;
  for (const Span& span : spans.spans) {
    const auto first =
        std::lower_bound(entries_.begin(), entries_.end(), span.hash,
                         [](const Entry& entry, std::uint64_t hash) { return entry.hash < hash; });
    auto last = first;
    while (last != entries_.end() && last->hash == span.hash &&
           static_cast<std::size_t>(last - first) <= kCommon) {
      ++last;
    }
    if (static_cast<std::size_t>(last - first) > kCommon) continue;
    for (auto one = first; one != last; ++one) {
      shared[one->file] += std::min(span.bytes, one->bytes);
    }
  }
  std::vector<std::uint32_t> files;
  for (const auto& [file, bytes] : shared) files.push_back(file);
  const auto kept = std::min(files.size(), kNominees);
  std::partial_sort(files.begin(), files.begin() + static_cast<std::ptrdiff_t>(kept), files.end(),
                    [&](std::uint32_t one, std::uint32_t other) {
                      const auto a = shared.at(one), b = shared.at(other);
                      return a != b ? a > b : one < other;
                    });
  files.resize(kept);
  return files;
}

}  // namespace hotfix
