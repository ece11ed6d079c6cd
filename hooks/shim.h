// SPDX-License-Identifier: MIT
// The file that git starts: a few lines of sh that start the real program.
#pragma once

#include <array>
#include <filesystem>
#include <string>
#include <string_view>

namespace hotfix {

inline constexpr std::array<std::string_view, 2> kHooks = {"pre-push", "commit-msg"};

// "hotfix-pre-push".
std::string program_of(std::string_view hook);

// Where the hook that was there before is moved to: hooks.before-hotfix/pre-push for
// hooks/pre-push. It keeps its own name, as deep in the tree as it was, for those that go by it
// ($0).
std::filesystem::path next_of(const std::filesystem::path& hook_file);

// The same for a shim of version 1: hooks/pre-push.before-hotfix.
std::filesystem::path next_of_version_1(const std::filesystem::path& hook_file);

// The shim's text: starts `program` (the absolute path of `hotfix`) with the hook's name before its
// arguments, else hotfix-<hook> on PATH, else the one that npm has linked in the work tree; none in
// a node_modules that git has files in. Without any it says so on standard error, runs the next
// hook and lets git go on.
std::string shim_text(std::string_view hook, const std::string& program);

// The lines that start our program from another hook of that name; nothing in them is of one
// machine. Without the program they refuse, and say how it is installed; with git config
// hotfix.missing=warn they only say so.
std::string snippet(std::string_view hook);

// The same as the one command of a manager's file, which it is alone in. `arguments` is what that
// manager writes for the hook's arguments.
std::string one_line(std::string_view hook, std::string_view arguments);

// The same for a project that has the programs from npm: what is linked there says itself what is
// missing.
std::string npm_line(std::string_view hook, std::string_view arguments);

enum class HookFile { absent, ours, foreign, folder };

// What is at that path. A link is foreign unless it leads to a shim; a dangling one is foreign too.
HookFile inspect(const std::filesystem::path& hook_file);

// Also true of a dangling link.
bool is_there(const std::filesystem::path& path);

// A path as a person may paste it into a shell.
std::string shown(const std::filesystem::path& path);

// The text of a regular file, at most 1 MiB of it; empty for anything else.
std::string hook_text(const std::filesystem::path& file);

// Of a shim's text: is it one that shim_text writes now, and which program does it start?
bool is_current_shim(std::string_view hook, const std::string& text);
std::string shim_program(const std::string& text);

}  // namespace hotfix
