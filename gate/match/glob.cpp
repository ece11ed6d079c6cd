// SPDX-License-Identifier: MIT
#include "gate/match/glob.h"

#include <bitset>

#include "gate/base/error.h"
#include "gate/base/hex.h"
#include "gate/match/simple_glob.h"

namespace hotfix {

namespace {

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
