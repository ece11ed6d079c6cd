// SPDX-License-Identifier: MIT
#include "gate/request/settings.h"

#include <algorithm>

namespace hotfix {

namespace {

// `git push <url>` gives a URL for a name: the remote that has it, if any.
std::string remote_with_url(const Settings& settings, const std::string& url) {
  for (const auto& [key, value] : settings) {
    if (value == url && key.starts_with("remote.")) return key.substr(7, key.size() - 11);
  }
  return {};
}

}  // namespace

Settings settings_at(const Location& location) {
  Settings settings;
  for (const ConfigEntry& entry : location.config)
    settings.insert_or_assign(entry.key, entry.value);
  return settings;
}

std::string setting(const Settings& settings, const std::string& key) {
  const auto found = settings.find(key);
  return found == settings.end() ? std::string{} : found->second;
}

bool is_followed(const Settings& settings, const std::string& remote, const std::string& branch) {
  return std::any_of(settings.begin(), settings.end(), [&](const auto& entry) {
    const auto& [key, value] = entry;
    if (!key.starts_with("branch.") || !key.ends_with(".merge")) return false;
    const std::string name = key.substr(0, key.rfind('.'));
    return value == "refs/heads/" + branch && setting(settings, name + ".remote") == remote;
  });
}

bool is_remote(const Settings& settings, const std::string& name) {
  return settings.contains("remote." + name + ".url");
}

std::string asked_remote(const Request& request, const Settings& settings) {
  if (request.remote.empty() || is_remote(settings, request.remote)) return request.remote;
  return remote_with_url(settings, request.remote);
}

std::string told_home(const Settings& settings) {
  if (const std::string chosen = setting(settings, "hotfix.remote"); !chosen.empty()) return chosen;
  const std::string mark = ".gh-resolved";
  for (const auto& [key, value] : settings) {
    if (key.ends_with(mark) && value == "base") {
      return key.substr(7, key.size() - 7 - mark.size());
    }
  }
  return {};
}

std::string usual_remote(const Settings& settings) {
  if (const std::string told = told_home(settings); !told.empty()) return told;
  if (is_remote(settings, "origin")) return "origin";
  const auto remotes = std::count_if(settings.begin(), settings.end(), [](const auto& entry) {
    return entry.first.starts_with("remote.") && entry.first.ends_with(".url");
  });
  return remotes == 1 ? remote_with_url(settings, settings.rbegin()->second) : "origin";
}

}  // namespace hotfix
