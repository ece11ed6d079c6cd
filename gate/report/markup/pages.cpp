// SPDX-License-Identifier: MIT
// docs.github.com, "Using GitHub URLs"; docs.gitlab.com puts "/-/" before what is no project.
#include "gate/report/markup/pages.h"

#include <algorithm>

#include "gate/base/hex.h"
#include "gate/base/path.h"
#include "rules/support/forge.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

constexpr auto kNone = std::string_view::npos;
constexpr std::size_t kLongest = 2'000;  // bytes of an address; no browser needs to take more

// RFC 3986, 2.3: never means anything but itself.
bool is_unreserved(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
         c == '.' || c == '_' || c == '~';
}

std::string percent_encoded(std::string_view bytes) {
  std::string text;
  for (const char c : bytes) {
    const bool as_it_is = is_unreserved(c) || c == '/';
    text += as_it_is ? std::string(1, c) : "%" + upper_hex_of(static_cast<unsigned char>(c), 2);
  }
  return text;
}

bool is_id(std::string_view id) { return (id.size() == 40 || id.size() == 64) && is_hex(id); }

std::string_view without_git(std::string_view url) {
  while (url.ends_with('/')) url.remove_suffix(1);
  if (url.ends_with(".git")) url.remove_suffix(4);
  return url;
}

struct Remote {
  std::string_view host;  // with its port; empty: a path of this machine
  std::string_view path;  // without a slash at its begin
  bool is_web = false;    // the port is that of its pages
};

// A URL with a scheme, "user@host:path" as ssh has it, or a path: see git-clone(1).
Remote parts_of(std::string_view url) {
  Remote remote;
  const auto scheme = url.find("://");
  if (scheme != kNone) {
    remote.is_web = url.starts_with("http");
    url = url.substr(scheme + 3);
    url = url.substr(0, url.find_first_of("?#"));
    const auto slash = std::min(url.find('/'), url.size());
    remote.host = url.substr(0, slash);
    remote.path = url.substr(std::min(slash + 1, url.size()));
  } else {
    const auto colon = url.find(':');
    const bool is_path = colon == kNone || url.find('/') < colon;
    if (!is_path) remote.host = url.substr(0, colon);
    remote.path = is_path ? url : url.substr(colon + 1);
  }
  if (const auto at = remote.host.rfind('@'); at != kNone) remote.host.remove_prefix(at + 1);
  while (!remote.host.empty() && remote.path.starts_with('/')) remote.path.remove_prefix(1);
  remote.path = without_git(remote.path);
  return remote;
}

// What GitLab puts between a project and its parts.
std::string_view between(const Pages& pages) { return pages.forge == Forge::gitlab ? "/-/" : "/"; }

std::string page(const Pages& pages, std::string_view kind, const std::string& rest) {
  std::string url = pages.repository + std::string(between(pages)) + std::string(kind) + "/" + rest;
  return pages.repository.empty() || url.size() > kLongest ? std::string() : url;
}

}  // namespace

std::string plain_address(std::string_view url) {
  const std::string_view scheme = url.starts_with("https://")  ? "https://"
                                  : url.starts_with("http://") ? "http://"
                                                               : "";
  if (scheme.empty() || url.size() > kLongest) return {};
  const std::string_view rest = url.substr(scheme.size());
  const bool is_plain = std::all_of(rest.begin(), rest.end(), [](char c) {
    return is_unreserved(c) || c == '/' || c == ':' || c == '%' || c == '#';
  });
  return is_plain && !rest.empty() && rest.front() != '/' ? std::string(url) : std::string();
}

Pages pages_of(Forge forge, std::string_view url) {
  while (url.ends_with('/')) url.remove_suffix(1);
  Pages pages{forge, plain_address(url)};
  const bool is_one = forge != Forge::none && pages.repository.find('#') == std::string::npos &&
                      std::count(pages.repository.begin(), pages.repository.end(), '/') >= 4;
  return is_one ? pages : Pages{};
}

Pages pages_of_remote(Forge forge, std::string_view url) {
  if (forge == Forge::none) forge = forge_of_url(url);
  const Remote remote = parts_of(url);
  if (remote.host.empty()) return {};
  const std::string_view host =
      remote.is_web ? remote.host : remote.host.substr(0, remote.host.find(':'));
  const std::string scheme = url.starts_with("http://") ? "http://" : "https://";
  return pages_of(forge, scheme + std::string(host) + "/" + std::string(remote.path));
}

std::string repository_name(std::string_view url) {
  const Remote remote = parts_of(url);
  return std::string(remote.host.empty() ? base_name(remote.path) : remote.path);
}

std::string commit_page(const Pages& pages, std::string_view id) {
  return is_id(id) ? page(pages, "commit", std::string(id)) : std::string();
}

std::string file_page(const Pages& pages, std::string_view commit, std::string_view path,
                      std::size_t line) {
  if (!is_id(commit) || !is_inside(path)) return {};
  const std::string url = page(pages, "blob", std::string(commit) + "/" + percent_encoded(path));
  return url.empty() || line == 0 ? url : url + "#L" + std::to_string(line);
}

std::string pull_request_page(const Pages& pages, std::size_t number) {
  if (number == 0) return {};
  return page(pages, pages.forge == Forge::gitlab ? "merge_requests" : "pull",
              std::to_string(number));
}

std::string branch_page(const Pages& pages, std::string_view branch) {
  return is_inside(branch) ? page(pages, "tree", percent_encoded(branch)) : std::string();
}

std::string rule_page(const Pages& pages, std::string_view rule) {
  const std::string rules = plain_address(pages.rules);
  return rules.empty() ? rules : rules + "#" + percent_encoded(rule);
}

}  // namespace hotfix
