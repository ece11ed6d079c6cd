// SPDX-License-Identifier: MIT
#include "gate/workflow/incident.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "gate/base/time_text.h"
#include "rules/support/text.h"

namespace hotfix {

namespace {

using Text = std::pair<std::string_view, std::string Incident::*>;
constexpr std::array<Text, 8> kTexts = {{{"severity", &Incident::severity},
                                         {"criterion", &Incident::criterion},
                                         {"issue", &Incident::issue},
                                         {"impact", &Incident::impact},
                                         {"estimate", &Incident::estimate},
                                         {"assigned", &Incident::assigned},
                                         {"released", &Incident::released},
                                         {"fixes", &Incident::fixes}}};

using Time = std::pair<std::string_view, std::optional<std::int64_t> Incident::*>;
constexpr std::array<Time, 4> kTimes = {{{"detected", &Incident::detected},
                                         {"started", &Incident::started},
                                         {"deployed", &Incident::deployed},
                                         {"verified", &Incident::verified}}};

// git's own name of the section; the key of `name` follows a dot.
std::string section_of(const std::string& branch) { return "hotfix." + branch; }

std::string key_of(const std::string& branch, std::string_view name) {
  return section_of(branch) + "." + std::string(name);
}

std::string set(const std::string& branch, std::string_view name, const std::string& value) {
  return "git config " + shell_quote(key_of(branch, name)) + " " + shell_quote(value);
}

std::string unset(const std::string& branch, std::string_view name) {
  return "git config --unset " + shell_quote(key_of(branch, name));
}

}  // namespace

Incident read_incident(const Settings& settings, const std::string& branch) {
  Incident incident;
  for (const auto& [name, member] : kTexts) {
    incident.*member = setting(settings, key_of(branch, name));
  }
  for (const auto& [name, member] : kTimes) {
    incident.*member = parse_time(setting(settings, key_of(branch, name)));
  }
  return incident;
}

Incident overlaid(Incident recorded, const Incident& given) {
  for (const auto& [name, member] : kTexts) {
    if (!(given.*member).empty()) recorded.*member = given.*member;
  }
  for (const auto& [name, member] : kTimes) {
    if (given.*member) recorded.*member = given.*member;
  }
  return recorded;
}

bool has_incident(const Settings& settings, const std::string& branch) {
  const auto is_set = [&](const auto& row) { return settings.contains(key_of(branch, row.first)); };
  return std::any_of(kTexts.begin(), kTexts.end(), is_set) ||
         std::any_of(kTimes.begin(), kTimes.end(), is_set);
}

Acts record(const Incident& incident, const std::string& branch) {
  Acts acts;
  for (const auto& [name, member] : kTexts) {
    if (!(incident.*member).empty()) acts.push_back({set(branch, name, incident.*member), {}});
  }
  for (const auto& [name, member] : kTimes) {
    if (const auto& time = incident.*member)
      acts.push_back({set(branch, name, std::to_string(*time)), {}});
  }
  if (!acts.empty()) {
    acts.front().undo = {"git config --remove-section " + shell_quote(section_of(branch))};
  }
  return acts;
}

Act record_time(const std::string& branch, const std::string& name, std::int64_t time) {
  return {set(branch, name, std::to_string(time)), {unset(branch, name)}};
}

Act record_released(const std::string& branch, const std::string& id) {
  return {set(branch, "released", id), {unset(branch, "released")}};
}

}  // namespace hotfix
