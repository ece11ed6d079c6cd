// SPDX-License-Identifier: MIT
// stopwatch RUNS: times commands as whole processes. Each line of standard input is one, its fields
// separated by tabs: its name, the exit status that it must have, what it must say (empty: it must
// say nothing), the folder that it runs in, the file that it reads, and its words, which may begin
// with variables, NAME=VALUE. Every round runs all of them, in an order of its own, so that all see
// the same machine and none always follows the same one. Writes a line each, in the order in which
// they came, separated by tabs: the name, the median and the least wall time in microseconds, and
// the peak memory in kilobytes (ru_maxrss of getrusage(2): of it or of a process that it waited
// for, and never less than this program's own). A command that does not end as it must ends
// everything: a fast failure is no fast answer.
#include <fcntl.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <cstring>
#include <iostream>
#include <random>
#include <sstream>
#include <string>
#include <vector>

namespace {

struct Command {
  std::string name;
  int status = 0;
  std::string says, folder, input;
  std::vector<std::string> variables, words;
  std::vector<long> times;  // microseconds
  long peak = 0;            // kilobytes
};

[[noreturn]] void fail(const std::string& what) {
  std::cerr << "stopwatch: " << what << "\n";
  std::exit(1);
}

std::string name_of(const std::string& variable) { return variable.substr(0, variable.find('=')); }

bool is_variable(const std::string& word) {
  const std::string name = name_of(word);
  return name.size() < word.size() && name.find('/') == std::string::npos;
}

Command parse(const std::string& line) {
  std::istringstream fields(line);
  std::vector<std::string> found;
  for (std::string field; std::getline(fields, field, '\t');) found.push_back(field);
  if (found.size() < 6) fail("not a command: " + line);
  Command command = {found[0], std::stoi(found[1]), found[2], found[3], found[4], {}, {}, {}, 0};
  auto word = found.begin() + 5;
  for (; word != found.end() && is_variable(*word); ++word) command.variables.push_back(*word);
  command.words.assign(word, found.end());
  if (command.words.empty()) fail("not a command: " + line);
  return command;
}

std::vector<Command> read_commands() {
  std::vector<Command> commands;
  for (std::string line; std::getline(std::cin, line);) commands.push_back(parse(line));
  return commands;
}

std::vector<char*> pointers(const std::vector<std::string>& words) {
  std::vector<char*> result;
  for (const std::string& word : words) result.push_back(const_cast<char*>(word.c_str()));
  result.push_back(nullptr);
  return result;
}

// Its variables, and those of this process that it does not set.
std::vector<std::string> environment_of(const Command& command) {
  std::vector<std::string> result = command.variables;
  for (char** inherited = environ; *inherited != nullptr; ++inherited) {
    const std::string name = name_of(*inherited);
    const bool is_set = std::any_of(command.variables.begin(), command.variables.end(),
                                    [&](const std::string& own) { return name_of(own) == name; });
    if (!is_set) result.emplace_back(*inherited);
  }
  return result;
}

pid_t start(const Command& command, const std::vector<std::string>& environment, int output) {
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addchdir_np(&actions, command.folder.c_str());
  posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, command.input.c_str(), O_RDONLY, 0);
  posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output, STDERR_FILENO);
  pid_t child = 0;
  const int error = posix_spawnp(&child, command.words.front().c_str(), &actions, nullptr,
                                 pointers(command.words).data(), pointers(environment).data());
  posix_spawn_file_actions_destroy(&actions);
  if (error != 0) fail(command.name + ": " + std::strerror(error));
  return child;
}

std::string read_all(int file) {
  std::string text(static_cast<std::size_t>(lseek(file, 0, SEEK_END)), '\0');
  if (pread(file, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size())) text.clear();
  return text;
}

void check(const Command& command, int status, const std::string& output) {
  const bool ended_well = WIFEXITED(status) && WEXITSTATUS(status) == command.status;
  const bool spoke_well =
      command.says.empty() ? output.empty() : output.find(command.says) != std::string::npos;
  if (!ended_well) fail(command.name + ": wait status " + std::to_string(status) + "\n" + output);
  if (!spoke_well) fail(command.name + " did not say \"" + command.says + "\" but\n" + output);
}

void run(Command& command) {
  const int output = memfd_create("output", MFD_CLOEXEC);
  const std::vector<std::string> environment = environment_of(command);
  const auto began = std::chrono::steady_clock::now();
  const pid_t child = start(command, environment, output);
  int status = 0;
  rusage used = {};
  wait4(child, &status, 0, &used);
  const auto took = std::chrono::steady_clock::now() - began;
  check(command, status, read_all(output));
  close(output);
  command.times.push_back(std::chrono::duration_cast<std::chrono::microseconds>(took).count());
  command.peak = std::max(command.peak, used.ru_maxrss);
}

void print(Command& command) {
  std::sort(command.times.begin(), command.times.end());
  std::cout << command.name << "\t" << command.times[command.times.size() / 2] << "\t"
            << command.times.front() << "\t" << command.peak << "\n";
}

}  // namespace

int main(int argc, char** argv) {
  const int runs = argc > 1 ? std::atoi(argv[1]) : 0;
  if (runs < 1) fail("how many runs?");
  std::vector<Command> commands = read_commands();
  for (Command& command : commands) run(command);  // warms the page cache
  for (Command& command : commands) command.times.clear();
  std::vector<std::size_t> order(commands.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::mt19937 random(15);  // the same orders in every run
  for (int i = 0; i < runs; ++i) {
    std::shuffle(order.begin(), order.end(), random);
    for (const std::size_t next : order) run(commands[next]);
  }
  for (Command& command : commands) print(command);
}
