// SPDX-License-Identifier: GPL-3.0-or-later
#include "widgets/traffic/remark_words.h"

#include "widgets/theme/plain_text.h"

#include <QCoreApplication>

namespace curbside {

namespace {

/// Translations of this file.
class Remarks
{
    Q_DECLARE_TR_FUNCTIONS(curbside::Remarks)
};

} // namespace

QString wordsOf(const cesql::Remark &remark)
{
    using enum cesql::Complaint;
    const QString word = visibleText(QString::fromStdString(remark.word).left(60));
    switch (remark.complaint) {
    case None: return {};
    case TooLong: return Remarks::tr("The filter is too long");
    case TooDeep: return Remarks::tr("The filter nests too deep");
    case UnknownCharacter: return Remarks::tr("“%1” means nothing here").arg(word);
    case UnclosedText: return Remarks::tr("The text that begins here has no closing quote");
    case NumberTooLarge: return Remarks::tr("%1 is beyond 32 bits").arg(word);
    case NameWithUnderscore: return Remarks::tr("“%1” is no attribute: names are letters and digits").arg(word);
    case PathWithoutName: return Remarks::tr("A name in the payload is missing after the dot");
    case ValueExpected: return Remarks::tr("An attribute, a value or a parenthesis is missing here");
    case OperatorExpected: return Remarks::tr("An operator, such as = or AND, is missing before “%1”").arg(word);
    case ClosingExpected: return Remarks::tr("A closing parenthesis is missing here");
    case TextExpected: return Remarks::tr("After LIKE a text in quotes is wanted");
    case SetExpected: return Remarks::tr("After IN a list in parentheses is wanted");
    case AttributeExpected: return Remarks::tr("After EXISTS the name of an attribute is wanted");
    case UnknownFunction: return Remarks::tr("There is no function “%1”").arg(word);
    case WrongArguments: return Remarks::tr("“%1” does not take so many arguments").arg(word);
    case UnknownAttribute: return Remarks::tr("Nothing here has an attribute “%1”").arg(word);
    case MixedLogic: return Remarks::tr("AND, OR and XOR are taken from left to right: put parentheses");
    case NotATest: return Remarks::tr("This is never true or false: compare it with something");
    case EarlyNot: return Remarks::tr("NOT takes only what follows it at once: put parentheses");
    }
    return {};
}

} // namespace curbside
