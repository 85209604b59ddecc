using Liaison.Core.Connecting;
using Liaison.Core.Deliveries;
using Liaison.Core.Shared;

namespace Liaison.Tests.Connectors;

/// <summary>For connectors that work with a password of their own: nobody granted anything.</summary>
internal static class NoGrant
{
    public static Access Access { get; } = static (_, _) => Task.FromResult<Outcome<Grant>>(new Fault(FaultKind.Credentials, "Nobody has connected this integration yet."));
}
