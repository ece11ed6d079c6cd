// SPDX-License-Identifier: MIT
// The words that a policy may choose from, and what each stands for. What reads a policy, what
// prints one and what checks one all go by these tables.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

#include "rules/model/finding.h"
#include "rules/model/landing.h"

namespace hotfix {

template <class Value>
struct Named {
  std::string_view name;
  Value value;
};

// What a hook does with a push that could not be judged.
enum class UndecidedPush { warn, block };

// What production took back and development still has: owed as a hotfix is, or not looked for.
enum class Rollbacks { owed, off };

// How a backport reaches development: by a push of that branch, or by a pull request.
enum class BackportWay { push, pull_request };

inline constexpr Named<Level> kLevelNames[] = {{level_name(Level::error), Level::error},
                                               {level_name(Level::warning), Level::warning},
                                               {level_name(Level::off), Level::off}};
inline constexpr Named<UndecidedPush> kUndecidedPushNames[] = {{"warn", UndecidedPush::warn},
                                                               {"block", UndecidedPush::block}};
inline constexpr Named<HotfixSign> kHotfixSignNames[] = {
    {sign_name(HotfixSign::subject), HotfixSign::subject},
    {sign_name(HotfixSign::merge), HotfixSign::merge},
    {sign_name(HotfixSign::trailer), HotfixSign::trailer},
    {sign_name(HotfixSign::pull_request), HotfixSign::pull_request},
    {sign_name(HotfixSign::all), HotfixSign::all}};
inline constexpr Named<Rollbacks> kRollbacksNames[] = {{"owed", Rollbacks::owed},
                                                       {"off", Rollbacks::off}};
inline constexpr Named<BackportWay> kBackportWayNames[] = {
    {"push", BackportWay::push}, {"pull-request", BackportWay::pull_request}};

// A list of choices that has them all may be this word alone.
inline constexpr std::string_view kAll = "all";

// The names of a table, in its order.
template <class Value, std::size_t size>
constexpr std::array<std::string_view, size> names_of(const Named<Value> (&table)[size]) {
  std::array<std::string_view, size> names;
  for (std::size_t i = 0; i < size; ++i) names[i] = table[i].name;
  return names;
}

// What `name` stands for; the table's first value for a name that it does not have. A policy that
// was read has no such names.
template <class Value, std::size_t size>
Value value_named(const Named<Value> (&table)[size], std::string_view name) {
  for (const auto& row : table) {
    if (row.name == name) return row.value;
  }
  return table[0].value;
}

}  // namespace hotfix
