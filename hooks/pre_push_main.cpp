// SPDX-License-Identifier: MIT
#include "hooks/pre_push.h"

int main(int argc, char** argv) { return hotfix::pre_push(argc, argv); }
