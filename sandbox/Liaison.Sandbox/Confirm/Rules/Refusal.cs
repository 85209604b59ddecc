namespace Liaison.Sandbox.Confirm.Rules;

/// <summary>Why a request is refused, in the words of the Fault. Only the "Logged Date" text is known from the vendor; the others are ours.</summary>
public sealed record Refusal(string Reason);
