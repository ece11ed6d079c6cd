// SPDX-License-Identifier: MIT
#include "gate/git/references.h"

#include <algorithm>
#include <cerrno>

#include "gate/base/file.h"
#include "gate/git/discovery/ref_name.h"

namespace hotfix {

namespace {

using State = References::State;

constexpr int kDeepest = 5;             // symbolic references, as git has it
constexpr std::size_t kLongest = 4096;  // bytes of a loose reference
constexpr std::size_t kLargestPacked = std::size_t{256} << 20;  // bytes
constexpr std::size_t kIdDigits = 40;

bool is_id(std::string_view text) { return text.size() == kIdDigits && is_full_id(text); }

// A line of packed-refs: the header, an id and a name, or what an annotated tag points to.
bool is_packed_line(std::string_view line) {
  if (line.starts_with('#')) return true;
  if (line.starts_with('^')) return is_full_id(line.substr(1));
  const auto blank = line.find(' ');
  return blank != std::string_view::npos && is_full_id(line.substr(0, blank)) &&
         line.substr(blank + 1).starts_with("refs/") && !line.ends_with('\r');
}

// "<id> <name>".
std::string_view name_in(std::string_view line) {
  return line.substr(std::min(line.size(), kIdDigits + 1));
}

// The line that has the byte at `at`, without its end.
std::string_view line_around(std::string_view text, std::size_t at, std::size_t& begin) {
  const auto before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  begin = before == std::string_view::npos ? 0 : before + 1;
  return text.substr(begin, text.find('\n', begin) - begin);
}

// The line of a name among sorted ones; empty: there is none. What a tag points to stands below it.
std::string_view find_sorted(std::string_view text, std::string_view name) {
  std::size_t low = 0, high = text.size();
  while (low < high) {
    std::size_t begin = 0;
    std::string_view line = line_around(text, low + (high - low) / 2, begin);
    const std::size_t end = begin + line.size() + 1;
    if (line.starts_with('^') && begin > low) line = line_around(text, begin - 1, begin);
    const bool is_before = line.starts_with('#') || line.starts_with('^') || name_in(line) < name;
    if (!is_before && name_in(line) == name) return line;
    (is_before ? low : high) = is_before ? end : begin;
  }
  return {};
}

// The same among any.
std::string_view find_anywhere(std::string_view text, const std::string& name) {
  const std::string end = " " + name + "\n";
  for (auto at = text.find(end); at != std::string_view::npos; at = text.find(end, at + 1)) {
    std::size_t begin = 0;
    const std::string_view line = line_around(text, at, begin);
    if (name_in(line) == name) return line;
  }
  return {};
}

}  // namespace

State References::find(const std::string& name) const { return find(name, 0); }

State References::find(const std::string& name, int depth) const {
  const State unclear{State::Kind::unclear};
  if (depth > kDeepest || !is_ref_name(name)) return unclear;
  const std::string path = common_dir_ + "/" + name;
  const auto text = read_regular_file(path, kLongest, O_NOFOLLOW);
  if (!text && errno == ENOENT) return find_packed(name);
  if (!text || !text->ends_with('\n')) return unclear;
  const std::string line = text->substr(0, text->size() - 1);
  if (is_id(line)) return {State::Kind::found, parse_oid(line)};
  constexpr std::string_view kMark = "ref: ";
  return line.starts_with(kMark) ? find(line.substr(kMark.size()), depth + 1) : unclear;
}

void References::read_packed() const {
  const std::string path = common_dir_ + "/packed-refs";
  struct stat status = {};
  const bool is_there = lstat(path.c_str(), &status) == 0;
  const bool is_missing = !is_there && errno == ENOENT;
  if (!is_there) status = {};
  const bool is_same = status.st_ino == packed_.status.st_ino &&
                       status.st_size == packed_.status.st_size &&
                       modified_time(status).tv_sec == modified_time(packed_.status).tv_sec &&
                       modified_time(status).tv_nsec == modified_time(packed_.status).tv_nsec;
  if (is_read_ && is_same) return;
  is_read_ = true;
  packed_ = {};
  packed_.status = status;
  if (is_missing) return;
  auto text = read_regular_file(path, kLargestPacked, O_NOFOLLOW);
  const bool is_cut_short = text && !text->empty() && !text->ends_with('\n');
  if (!text || is_cut_short) {
    packed_.is_whole = Packed::Whole::no;
    return;
  }
  packed_.text = std::move(*text);
  const std::string_view header = std::string_view(packed_.text).substr(0, packed_.text.find('\n'));
  packed_.is_sorted = header.starts_with("# pack-refs with:") &&
                      (std::string(header) + " ").find(" sorted ") != std::string::npos;
}

bool References::is_packed_whole() const {
  using Whole = Packed::Whole;
  if (packed_.is_whole == Whole::unknown) {
    packed_.is_whole = Whole::yes;
    for (std::string_view rest = packed_.text; !rest.empty();) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      if (!is_packed_line(line)) packed_.is_whole = Whole::no;
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    }
  }
  return packed_.is_whole == Whole::yes;
}

// A reference that is packed in this moment leaves its own file for packed-refs, so that is looked
// at after its own file.
State References::find_packed(const std::string& name) const {
  read_packed();
  const std::string_view line =
      packed_.is_sorted ? find_sorted(packed_.text, name) : find_anywhere(packed_.text, name);
  if (line.empty()) return {is_packed_whole() ? State::Kind::nowhere : State::Kind::unclear};
  // Among sorted lines git does not see the others either; where they are not sorted it reads all.
  const bool is_readable = packed_.is_sorted || is_packed_whole();
  const std::string_view id = line.substr(0, kIdDigits);
  if (!is_readable || !is_id(id) || !is_packed_line(line)) return {State::Kind::unclear};
  return {State::Kind::found, parse_oid(id)};
}

}  // namespace hotfix
