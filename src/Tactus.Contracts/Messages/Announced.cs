namespace Tactus.Contracts.Messages;

/// <summary>Coordination to whoever subscribes from outside: a task was given, opened, taken, answered, refused, withdrawn, handed over, paused, resumed or missed.</summary>
/// <param name="TaskNo">TK-000001.</param>
/// <param name="What">given, opened, acknowledged, answered, refused, withdrawn, assigned, paused, resumed or missed.</param>
/// <param name="ExceptionNo">The exception it serves; null: none.</param>
/// <param name="Role">Role in the roster that it is for.</param>
/// <param name="OwnerNo">Personnel number; null: whoever of the role takes it.</param>
/// <param name="Text">What is asked.</param>
/// <param name="DueUtc">When it is due.</param>
/// <param name="Answer">What was answered; null: nothing yet.</param>
/// <param name="Note">What was said with it.</param>
/// <param name="ByNo">Who did it.</param>
/// <param name="AtUtc">When.</param>
[MessageName("task-changed.v1")]
public sealed record TaskChanged(
    string TaskNo, string What, string? ExceptionNo, string Role, string? OwnerNo, string Text, DateTime DueUtc, string? Answer, string? Note, string ByNo, DateTime AtUtc) : IMessage
{
    /// <inheritdoc/>
    public string Stream => $"task:{TaskNo}";
}
