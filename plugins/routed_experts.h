#pragma once

#include <nlohmann/json.hpp>
#include <string>

#include "base/parameter.h"
#include "base/result.h"
#include "engine/adaptation.h"
#include "engine/model_spec.h"

namespace lacuna::plugins {

/// The settings that all mixtures with one space of routed experts share (paper, Eq. 7 to 9).
struct RoutedExpertOptions {
    std::string placement = "last-6x2";
    int experts = 0;  ///< in each block; 0: as the placement says
    int topK = 0;     ///< experts a token uses; 0: all of the block

    void declare(base::ParameterSet& set);
};

/// What the experts and their router are.
struct RoutedExpertKind {
    engine::ExpertForm form = engine::ExpertForm::LowRank;
    int rank = 8;         ///< of low-rank experts, else 0
    int patternCode = 0;  ///< width of ψ(m); 0: the router does not see m
};

/// K routed experts in every block of the placement, under a linear router: g = TopK(softmax(R [z ; ψ(m)])).
/// `parameters` are kept in the description. Errors: Usage.
base::Result<engine::Adaptation> describeRoutedExperts(const std::string& method, const nlohmann::json& parameters,
                                                       const RoutedExpertOptions& options, const RoutedExpertKind& kind,
                                                       const engine::ModelSpec& model);

}  // namespace lacuna::plugins
