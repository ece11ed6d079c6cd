// SPDX-License-Identifier: MIT
#include "rules/code/version_line.h"

#include <string>

#include "rules/support/text.h"

namespace hotfix {

namespace {

using View = std::string_view;

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// "1.2", "v1.2.3", "2.0.0-beta.1+5".
bool is_version(View text) {
  if (text.starts_with("v")) text.remove_prefix(1);
  if (text.empty() || !is_digit(text.front())) return false;
  return text.find_first_not_of(
             "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ.-+_") == View::npos;
}

// Takes `word` off the end, whatever is before it: "s.version", "appVersion", "__version__".
bool takes_version(View name) {
  const std::string small = lower(name);
  View rest = small;
  while (rest.ends_with("_")) rest.remove_suffix(1);
  for (View end : {"version", "versioncode", "versionname"}) {
    if (rest == end) return true;
    if (!rest.ends_with(end)) continue;
    View before = rest.substr(0, rest.size() - end.size());
    while (before.ends_with("_")) before.remove_suffix(1);
    for (View own : {"s.", "spec.", "app", "assembly", "file", "package", "project.",
                     "public const ", "export const ", "const ", "stable tag", ""}) {
      if (before == own) return true;
    }
  }
  return rest == "stable tag";
}

}  // namespace

bool is_version_line(std::string_view line) {
  std::string text;
  for (char c : trim(line)) {
    if (c != '"' && c != '\'') text += c;
  }
  while (!text.empty() && (text.back() == ',' || text.back() == ';' || text.back() == '\r'))
    text.pop_back();
  if (is_version(text)) return text.find('.') != std::string::npos;
  if (text.starts_with("<")) {
    const auto open = text.find('>'), close = text.rfind("</");
    return open != std::string::npos && close != std::string::npos && open < close &&
           takes_version(View(text).substr(1, open - 1)) &&
           is_version(View(text).substr(open + 1, close - open - 1));
  }
  auto sign = text.find_first_of(":=");
  if (sign == std::string::npos) sign = text.find(' ');
  if (sign == std::string::npos) return false;
  return takes_version(trim(View(text).substr(0, sign))) &&
         is_version(trim(View(text).substr(sign + 1)));
}

}  // namespace hotfix
