// SPDX-License-Identifier: MIT
#include "gate/git/discovery/ref_name.h"

#include <algorithm>

namespace hotfix {

namespace {

bool is_allowed(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte > ' ' && byte != 0x7f &&
         std::string_view("~^:?*[\\").find(c) == std::string_view::npos;
}

bool is_component(std::string_view part) {
  return !part.empty() && part.front() != '.' && !part.ends_with(".lock");
}

}  // namespace

bool is_ref_name(std::string_view name) {
  const bool is_sound = name.starts_with("refs/") && !name.ends_with('.') &&
                        name.find("..") == name.npos && name.find("@{") == name.npos &&
                        std::all_of(name.begin(), name.end(), is_allowed);
  while (is_sound) {
    const auto slash = name.find('/');
    if (!is_component(name.substr(0, slash))) return false;
    if (slash == name.npos) return true;
    name.remove_prefix(slash + 1);
  }
  return false;
}

}  // namespace hotfix
