// SPDX-License-Identifier: MIT
#include "hooks/commit_msg.h"

int main(int argc, char** argv) { return hotfix::commit_msg(argc, argv); }
