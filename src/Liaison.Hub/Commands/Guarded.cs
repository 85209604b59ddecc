using Liaison.Storage.PrivatePostgres;
using Liaison.Storage.Secrets;

namespace Liaison.Hub.Commands;

/// <summary>Runs a command; what an operator can mend is said in a sentence, not as a stack of calls.</summary>
internal static class Guarded
{
    public static async Task<int> Run(Func<Task<int>> command)
    {
        try
        {
            return await command();
        }
        catch (OperationCanceledException)
        {
            return 130;
        }
        catch (Exception weather) when (weather is PrivatePostgresException or SecretException or ArgumentException or Npgsql.NpgsqlException or IOException or CommandException or Import.ImportException)
        {
            Console.Error.WriteLine($"Liaison could not go on. {weather.Message}");
            return 1;
        }
    }
}

/// <summary>A command cannot do its work; the message says why and what to do.</summary>
public sealed class CommandException : Exception
{
    public CommandException() { }

    public CommandException(string message) : base(message) { }

    public CommandException(string message, Exception inner) : base(message, inner) { }
}
