using Xunit;

namespace Liaison.Tests.Sandbox.Dynamics;

/// <summary>The stand-in satisfies a client that was written for Dataverse and knows nothing of us.</summary>
public sealed class DynamicsWebApiTests
{
    [Fact]
    public async Task The_stand_in_satisfies_dynamics_web_api()
    {
        await using var sandbox = await DynamicsSandbox.Start();
        await ForeignClient.Satisfies("dynamics-web-api", new Uri(sandbox.Address, "/dynamics"));
    }
}
