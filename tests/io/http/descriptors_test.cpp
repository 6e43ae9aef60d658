#include "daemon/io/http/descriptors.hpp"

#include <gtest/gtest.h>

namespace earshot::io {
namespace {

TEST(Descriptors, OthersAlwaysFindOne) {
    for (long limit = 16; limit <= 1 << 20; limit = limit * 5 / 4 + 1) {
        for (const long open : {10L, 20L, 100L}) {
            const DescriptorPlan plan = plan_descriptors(limit, open);
            EXPECT_GE(plan.transfers, 1);
            EXPECT_GE(plan.idle, 1);
            const long rest = limit - open - 2L * plan.transfers - plan.idle;
            if (limit - open >= 16) {
                EXPECT_GE(rest, 4) << limit << " with " << open;
            }
        }
    }
}

TEST(Descriptors, TheUsualLimitsHinderNobody) {
    const DescriptorPlan usual = plan_descriptors(1024, 30);
    EXPECT_GE(usual.transfers, 256);
    EXPECT_GE(usual.idle, 256);
    const DescriptorPlan unit = plan_descriptors(8192, 30);
    EXPECT_GE(unit.transfers, 1000);
    EXPECT_EQ(unit.idle, 512);
    EXPECT_GE(plan_descriptors().transfers, 1);
    EXPECT_TRUE(is_descriptor_left());
}

}  // namespace
}  // namespace earshot::io
