// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "widgets/entities/entity_ref.h"

#include <QObject>

#include <vector>

namespace curbside {

/// What is chosen in the whole window, and what was before: one walks back and forward as in a browser.
class Selection : public QObject
{
    Q_OBJECT

public:
    static constexpr std::size_t mostRemembered = 200;

    using QObject::QObject;

    [[nodiscard]] EntityRef current() const;
    /// Choosing what is chosen changes nothing; choosing anything else forgets what lay ahead.
    void select(const EntityRef &ref);
    void goBack();
    void goForward();
    [[nodiscard]] bool canGoBack() const { return m_position > 0; }
    [[nodiscard]] bool canGoForward() const { return m_position + 1 < m_visited.size(); }

Q_SIGNALS:
    void changed(const curbside::EntityRef &current);

private:
    std::vector<EntityRef> m_visited;
    std::size_t m_position = 0;
};

} // namespace curbside
