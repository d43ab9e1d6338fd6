"""The effect of each action. Many have no effect but to open another screen."""

from collections.abc import Callable
from typing import Any, TypeVar

from mfa_rehearsal.console import actions as a
from mfa_rehearsal.console.effects import (
    computer_clock,
    enrolling,
    false_page,
    handset,
    managing,
    mfa_demand,
    passkeys,
    recovering,
    signing_in,
    tokens,
)
from mfa_rehearsal.console.world import World

A = TypeVar("A", bound=a.Action)
Effect = Callable[[World, Any], World]
"""An effect takes the one kind of action that it is paired with."""
Effects = dict[type[a.Action], Effect]


def _pair(kind: type[A], effect: Callable[[World, A], World]) -> tuple[type[a.Action], Effect]:
    """Pair an action with an effect that takes just this action."""
    return kind, effect


ANYWHERE = Effects(
    [
        _pair(a.Wait, handset.wait),
        _pair(a.FollowClock, computer_clock.follow_clock),
        _pair(a.SkipAhead, handset.skip_ahead),
        _pair(a.SkipToNextCode, handset.skip_to_next_code),
        _pair(a.TakeNewPhone, handset.take_new_phone),
        _pair(a.SwapPhones, handset.swap_phones),
        _pair(a.LosePhone, handset.lose_phone),
        _pair(a.LoseSecurityKey, passkeys.lose_security_key),
        _pair(a.PressToken, tokens.press_token),
        _pair(a.TurnToken, tokens.turn_token),
        _pair(a.OpenBrowser, passkeys.open_browser),
        _pair(a.ReceiveFalseMail, false_page.receive_false_mail),
        _pair(a.DemandMfa, mfa_demand.demand_mfa),
        _pair(a.SkipToDueDate, mfa_demand.skip_to_due_date),
    ]
)
"""Actions that need no screen: time passes, and the things on the desk are used and lost."""

EFFECTS = Effects(
    [
        _pair(a.SubmitPassword, signing_in.submit_password),
        _pair(a.SubmitMfaCode, signing_in.submit_mfa_code),
        _pair(a.ChooseMethod, signing_in.choose_method),
        _pair(a.SkipRegistration, mfa_demand.skip_registration),
        _pair(a.TryAgain, passkeys.try_again),
        _pair(a.UseAnotherDevice, passkeys.choose_again),
        _pair(a.CancelRequest, passkeys.cancel_request),
        _pair(a.ConfirmOnComputer, passkeys.confirm),
        _pair(a.ConfirmOnPhone, passkeys.confirm),
        _pair(a.TouchKey, passkeys.confirm),
        _pair(a.AddHardwareToken, tokens.add_hardware_token),
        _pair(a.FollowMailLink, false_page.follow_mail_link),
        _pair(a.GivePassword, false_page.give_password),
        _pair(a.GiveCode, false_page.give_code),
        _pair(a.SendVerificationEmail, recovering.send_verification_email),
        _pair(a.CallMeNow, recovering.call_me_now),
        _pair(a.EnterCallDigits, recovering.enter_call_digits),
        _pair(a.LeaveApp, recovering.leave_app),
        _pair(a.SignInToConsole, recovering.sign_in_to_console),
        _pair(a.SignOut, signing_in.sign_out),
        _pair(a.GoHome, managing.close_section),
        _pair(a.OpenSecurityCredentials, managing.close_section),
        _pair(a.OpenMfaSection, managing.open_section),
        _pair(a.CloseMfaSection, managing.close_section),
        _pair(a.Close, managing.close_notice),
        _pair(a.AssignMfaDevice, enrolling.start_wizard),
        _pair(a.ActivateMfa, enrolling.start_wizard),
        _pair(a.ChooseDevice, enrolling.choose_device),
        _pair(a.ShowQrCode, enrolling.show_qr_code),
        _pair(a.ShowSecretKey, enrolling.show_secret_key),
        _pair(a.EnterCodes, enrolling.enter_codes),
        _pair(a.SubmitCodes, enrolling.submit_codes),
        _pair(a.SelectDevice, managing.select_device),
        _pair(a.OpenResync, managing.open_dialog),
        _pair(a.SubmitResync, managing.submit_resync),
        _pair(a.RemoveDevice, managing.open_dialog),
        _pair(a.ConfirmRemove, managing.confirm_remove),
        _pair(a.DeleteVirtualMfaDevice, managing.delete_left_over),
        _pair(a.Scan, handset.scan),
        _pair(a.AddByHand, handset.add_by_hand),
        _pair(a.OpenEntry, handset.open_entry),
        _pair(a.DeleteEntry, handset.delete_entry),
        _pair(a.SetPhoneClock, handset.set_clock),
        _pair(a.OpenMail, handset.open_mail),
    ]
)
"""What an action does besides opening another screen."""
