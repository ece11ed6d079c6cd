// SPDX-License-Identifier: MIT
#include "gate/match/glob.h"

#include <algorithm>
#include <bitset>

#include "gate/base/error.h"
#include "gate/base/hex.h"

namespace hotfix {

namespace {

constexpr auto kNone = std::string_view::npos;

bool is_literal(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return c == '*' || c == '?' || c == '[' || c == '\\'; });
}

void refuse_malformed(std::string_view glob) {
  if (glob.empty() || glob == "/") throw UsageError("a glob cannot be empty");
  for (auto slash = glob.find('/'); slash != kNone; slash = glob.find('/', slash + 1)) {
    if (glob.substr(slash + 1).starts_with('/')) throw UsageError("a glob cannot hold '//'");
  }
  if (glob[0] == '!') {
    throw UsageError("a glob cannot begin with '!'; write '\\!' for the character");
  }
}

bool name_matches(const SimpleGlob& glob, std::string_view name) {
  if (!glob.star) return name == glob.head;
  return name.size() >= glob.head.size() + glob.tail.size() && name.starts_with(glob.head) &&
         name.ends_with(glob.tail);
}

// Does a folder on the way to the file have the name?
bool folder_matches(const SimpleGlob& glob, std::string_view path) {
  for (auto slash = path.find('/'); slash != kNone; slash = path.find('/')) {
    if (slash + 1 == path.size()) return false;  // nothing in it
    if (name_matches(glob, path.substr(0, slash))) return true;
    path.remove_prefix(slash + 1);
  }
  return false;
}

// Takes the folder off that the name lies in: "docs/" of "docs/**/*.png", "spec/" of "/spec/".
// False when it is no plain one.
bool take_root(std::string_view& rest, SimpleGlob& glob) {
  const bool anchored = rest.starts_with('/');
  if (anchored) rest.remove_prefix(1);
  const bool ends_in_all = rest.ends_with("/**");  // as "/" does: everything in it
  if (ends_in_all) rest.remove_suffix(2);
  const auto slash = rest.substr(0, rest.size() - (rest.ends_with('/') ? 1 : 0)).rfind('/');
  glob.direct = anchored || ends_in_all || slash != kNone;
  if (slash == kNone) return true;
  std::string_view root = rest.substr(0, slash + 1);
  rest.remove_prefix(slash + 1);
  if (root == "**/" || root.ends_with("/**/")) {
    root.remove_suffix(3);
    glob.direct = false;
  }
  glob.root = root;
  return is_literal(root);
}

// The bytes a class like "[a-z_]" may match: never '/', as in git. `at` is just after the '['; it
// is moved past the ']'.
std::bitset<256> parse_class(std::string_view glob, std::size_t& at) {
  std::bitset<256> bytes;
  const bool negated = at < glob.size() && (glob[at] == '!' || glob[at] == '^');
  if (negated) ++at;
  const auto next = [&] {
    if (at < glob.size() && glob[at] == '\\') ++at;
    if (at >= glob.size()) throw UsageError("'[' is never closed; write '\\[' for the character");
    return static_cast<unsigned char>(glob[at++]);
  };
  const std::size_t first_item = at;
  while (at >= glob.size() || glob[at] != ']' || at == first_item) {
    if (glob.substr(at).starts_with("[:")) {
      throw UsageError("named classes such as [:digit:] are not known here; write [0-9]");
    }
    const unsigned first = next();
    unsigned last = first;
    if (at + 1 < glob.size() && glob[at] == '-' && glob[at + 1] != ']') {
      ++at;
      last = next();
    }
    if (last < first) throw UsageError("a range in '[...]' runs backwards");
    for (unsigned byte = first; byte <= last; ++byte) bytes.set(byte);
  }
  ++at;
  if (negated) bytes.flip();
  return bytes.reset('/');
}

std::string hex_byte(unsigned byte) { return "\\x" + hex_of(byte, 2); }

std::string class_to_regex(const std::bitset<256>& bytes) {
  if (bytes.none()) throw UsageError("'[...]' can match nothing: no class matches '/'");
  std::string regex = "[";
  for (unsigned byte = 0; byte < 256; ++byte) {
    if (bytes[byte]) regex += hex_byte(byte);
  }
  return regex + "]";
}

std::string literal_to_regex(char c) {
  const bool word = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  if (word || c == '/' || c == '_') return {c};
  return hex_byte(static_cast<unsigned char>(c));
}

// One step of a glob: moves `at` past what it translated.
std::string step_to_regex(std::string_view glob, std::size_t& at) {
  const std::string_view rest = glob.substr(at);
  const bool segment_start = at == 0 || glob[at - 1] == '/';
  if (segment_start && rest.starts_with("**/")) return at += 3, "(?:.*/)?";
  if (segment_start && rest == "**") return at += 2, ".+";
  if (rest.starts_with("**")) return at += 2, ".*";
  const char c = glob[at++];
  if (c == '*') return "[^/]*";
  if (c == '?') return "[^/]";
  if (c == '[') return class_to_regex(parse_class(glob, at));
  if (c != '\\') return literal_to_regex(c);
  if (at == glob.size()) throw UsageError("a glob cannot end with a single '\\'");
  return literal_to_regex(glob[at++]);
}

}  // namespace

bool SimpleGlob::matches(std::string_view path) const {
  if (!path.starts_with(root)) return false;
  path.remove_prefix(root.size());
  if (folder && direct) {
    const auto slash = path.find('/');
    return slash != kNone && slash + 1 < path.size() && name_matches(*this, path.substr(0, slash));
  }
  if (folder) return folder_matches(*this, path);
  const auto slash = path.rfind('/');
  if (direct) return slash == kNone && name_matches(*this, path);
  return name_matches(*this, slash == kNone ? path : path.substr(slash + 1));
}

std::optional<SimpleGlob> simple_glob(std::string_view text) {
  refuse_malformed(text);
  SimpleGlob glob;
  if (!take_root(text, glob)) return std::nullopt;
  glob.folder = text.ends_with('/');
  if (glob.folder) text.remove_suffix(1);
  const auto star = text.find('*');
  glob.star = star != kNone;
  glob.head = text.substr(0, star);
  if (glob.star) glob.tail = text.substr(star + 1);
  if (!is_literal(glob.head) || !is_literal(glob.tail)) return std::nullopt;
  return glob;
}

std::string glob_to_regex(std::string_view glob) {
  refuse_malformed(glob);
  const bool folder = glob.ends_with('/');
  const bool anywhere = glob.find('/') >= glob.size() - (folder ? 1 : 0);
  if (glob.starts_with('/')) glob.remove_prefix(1);
  std::string regex = anywhere ? "(?:.*/)?" : "";
  for (std::size_t at = 0; at < glob.size();) regex += step_to_regex(glob, at);
  return folder ? regex + ".+" : regex;
}

}  // namespace hotfix
