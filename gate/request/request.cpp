// SPDX-License-Identifier: MIT
#include "gate/request/request.h"

#include <algorithm>
#include <array>
#include <cstdlib>

#include "gate/base/error.h"
#include "gate/git/objects/oid.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr std::size_t kLongestLine = 1024 * 1024;  // bytes

[[noreturn]] void reject(std::size_t number, const std::string& what) {
  throw UsageError("line " + std::to_string(number) + " of the input is not what git writes: " +
                   what + "; expected <local ref> <local id> <remote ref> <remote id>");
}

// git's zero id means "nothing there".
std::string id_or_empty(std::string_view id) {
  return id.find_first_not_of('0') == std::string_view::npos ? std::string{} : std::string(id);
}

RefUpdate parse_line(std::string_view line, std::size_t number) {
  if (line.size() > kLongestLine) reject(number, "it is over 1 MiB long");
  std::array<std::string_view, 4> fields;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const auto blank = line.find(' ');
    fields[i] = line.substr(0, blank);
    line.remove_prefix(blank == std::string_view::npos ? line.size() : blank + 1);
    if (fields[i].empty()) reject(number, "a field is missing");
  }
  if (!line.empty()) reject(number, "there are more than four fields");
  if (!is_full_id(fields[1]) || !is_full_id(fields[3])) {
    reject(number, "an id is not 40 or 64 hex digits");
  }
  return {std::string(fields[0]), id_or_empty(fields[1]), std::string(fields[2]),
          id_or_empty(fields[3])};
}

}  // namespace

std::vector<RefUpdate> parse_pre_push(std::string_view input) {
  std::vector<RefUpdate> updates;
  for (std::size_t number = 1; !input.empty(); ++number) {
    const auto end = input.find('\n');
    std::string_view line = input.substr(0, end);
    input.remove_prefix(end == std::string_view::npos ? input.size() : end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    updates.push_back(parse_line(line, number));
  }
  return updates;
}

std::optional<Range> parse_range(std::string_view text) {
  const auto dots = text.find("..");
  if (dots == std::string_view::npos) return std::nullopt;
  const std::size_t width = text.substr(dots, 3) == "..." ? 3 : 2;
  const auto end = [](std::string_view name) {
    return name.empty() ? std::string("HEAD") : std::string(name);
  };
  return Range{end(text.substr(0, dots)), end(text.substr(dots + width))};
}

std::string redact_url(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == std::string_view::npos) return std::string(url);
  const auto extra = url.find_first_of("?#", scheme);
  const std::string hidden =
      extra == std::string_view::npos ? std::string{} : url[extra] + std::string("***");
  url = url.substr(0, extra);
  const auto start = scheme + 3;
  const auto host_end = std::min(url.find('/', start), url.size());
  const auto at = url.substr(start, host_end - start).rfind('@');
  if (at == std::string_view::npos) return std::string(url) + hidden;
  return std::string(url.substr(0, start)) + "***" + std::string(url.substr(start + at)) + hidden;
}

bool is_in_ci() {
  const char* ci = std::getenv("CI");
  const std::string_view value = ci != nullptr ? ci : "";
  return !value.empty() && value != "false" && value != "0";
}

}  // namespace hotfix
